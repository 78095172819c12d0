//! Plain tables: columns aligned by their widest cell, numbers to the right.

/// Rows under a header.
#[derive(Debug, Clone)]
pub struct Table {
    header: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these columns. Columns whose name begins with `>` are right-aligned.
    pub fn new(header: &[&'static str]) -> Self {
        Self { header: header.into(), rows: Vec::new() }
    }

    /// Appends a row with one cell per column.
    pub fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.into());
    }

    /// The text, without a line end after the last row.
    pub fn render(&self) -> String {
        let names: Vec<&str> = self.header.iter().map(|name| name.trim_start_matches('>')).collect();
        let widths: Vec<usize> = (0..names.len())
            .map(|column| {
                let cells =
                    self.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count());
                cells.chain([names[column].chars().count()]).max().unwrap_or(0)
            })
            .collect();
        let line = |cells: &mut dyn Iterator<Item = &str>| {
            let padded: Vec<String> = cells
                .enumerate()
                .map(|(column, cell)| match self.header[column].starts_with('>') {
                    true => format!("{cell:>width$}", width = widths[column]),
                    false => format!("{cell:<width$}", width = widths[column]),
                })
                .collect();
            padded.join("  ").trim_end().to_owned()
        };
        let header = line(&mut names.iter().copied());
        let rows = self.rows.iter().map(|row| line(&mut row.iter().map(String::as_str)));
        std::iter::once(header).chain(rows).collect::<Vec<_>>().join("\n")
    }
}

/// A count with a decimal prefix and three digits: `90.5 M`.
pub fn si(value: u64) -> String {
    const PREFIXES: [(&str, f64); 4] = [("T", 1e12), ("G", 1e9), ("M", 1e6), ("k", 1e3)];
    let real = value as f64;
    match PREFIXES.iter().find(|(_, unit)| real >= *unit) {
        Some((prefix, unit)) => {
            let scaled = real / unit;
            let digits = if scaled >= 99.95 {
                0
            } else if scaled >= 9.995 {
                1
            } else {
                2
            };
            format!("{scaled:.digits$} {prefix}")
        }
        None => value.to_string(),
    }
}

/// A shape as `3x64x64`.
pub fn shape(extents: &[impl ToString]) -> String {
    extents.iter().map(ToString::to_string).collect::<Vec<_>>().join("x")
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn columns_are_aligned() {
        let mut table = Table::new(&["name", ">MACs"]);
        table.row(["a".into(), "1".into()]);
        table.row(["longer".into(), "1000".into()]);
        assert_eq!(table.render(), "name    MACs\na          1\nlonger  1000");
    }

    #[test]
    fn counts_have_three_digits() {
        assert_eq!([si(0), si(999), si(1000), si(90_500_000)], ["0", "999", "1.00 k", "90.5 M"]);
        assert_eq!([si(3_331_400_000), si(416_100_000)], ["3.33 G", "416 M"]);
    }
}
