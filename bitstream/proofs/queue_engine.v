// block: queue-engine-proof
// module: queue_engine_proof
// search: 60
// mode: prove
// depth: 3
// claim: a job is taken only when one waits in legal queues, read once, and never while queue traffic is under way; a completion is written only into room
// mutation: if (jobs_wait & submission_legal ==> if (submission_legal
// mutation: if (completion_legal & completion_room ==> if (completion_legal
reg may_read = 0, may_write = 0;
always @(posedge clock) begin
    // Permission is given on leaving Idle (0) and Room (11), and used up by the request.
    may_read <= !reset && !soft_reset && ((state$q == 0 && jobs_wait && submission_legal && completion_legal) || (may_read && !queue_read && state$q != 0));
    may_write <= !reset && !soft_reset && ((state$q == 11 && completion_legal && completion_room) || (may_write && !queue_write && state$q != 11));
end
always @(*) begin
    if (state$q == 1 || state$q == 2) assert (may_read);
    if (state$q == 12 || state$q == 13) assert (may_write);
    assert (!queue_read || (may_read && state$q == 2));
    assert (!queue_write || (may_write && state$q == 13));
    assert (!queue_busy$q || state$q == 3 || state$q == 14 || state$q == 15);
    assert (!((queue_read || queue_write) && queue_busy$q));
    assert (!(queue_read && queue_write));
    // Outside of a job the core requests nothing.
    assert (in_job$q == (state$q == 7 || state$q == 8));
    assert (starts$q == (state$q == 7));
    assert (abort || state$q == 7 || state$q == 8);
    assert (!start || !abort);
end
