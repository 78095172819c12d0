// block: ring-proof
// module: ring_proof
// mode: prove
// depth: 2
// claim: a legal queue has a power of two of entries, the next entry lies inside it, and none is seen when both indices are equal
// mutation: masked = device$q & mask; ==> masked = device$q;
// mutation: entries_legal$d = |data & ~|below & ~|masked; ==> entries_legal$d = |data & ~|masked;
// mutation: difference$d = software$q - device$q; ==> difference$d = software$q;
reg [31:0] software_before = 0, device_before = 0;
always @(posedge clock) begin
    software_before <= reset ? 0 : software_index;
    device_before <= reset ? 0 : device_index;
end
always @(*) begin
    assert (difference$q == software_before - device_before);
    assert (any == (software_before != device_before));
    if (entries_legal$q) begin
        assert (entries$q >= 2 && entries$q <= 4096 && (entries$q & (entries$q - 1)) == 0);
        assert (offset < {entries$q, 7'b0});
        assert (offset[6:0] == 0);
    end
    // No more entries than the queue holds.
    if (legal) assert (entries_legal$q && difference$q <= entries$q);
end
