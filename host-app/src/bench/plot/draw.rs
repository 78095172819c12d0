//! Horizontal stacked bars in SVG. Knows coordinates and colours, and nothing of networks.

use anyhow::{Result, anyhow};
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

/// A chart.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chart {
    pub(super) title: String,
    /// What is along the axis, in small print below it.
    pub(super) axis: String,
    /// Largest value of the axis.
    pub(super) most: f64,
    /// Distance of the grid lines, and what stands behind their numbers.
    pub(super) grid: (f64, &'static str),
    /// Names of the segments' colours, in their order.
    pub(super) legend: Vec<(&'static str, RGBColor)>,
    pub(super) rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) bars: Vec<Bar>,
    /// A diamond at this value.
    pub(super) marker: Option<f64>,
}

/// Segments from left to right, each with its colour, and a word behind them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bar {
    pub(super) segments: Vec<(f64, RGBColor)>,
    pub(super) label: String,
}

const WIDTH: i32 = 980;
/// Where title, legend and small print begin.
const EDGE: i32 = 20;
const LEFT: i32 = 170;
const RIGHT: i32 = 130;
const TOP: i32 = 74;
const BOTTOM: i32 = 52;
const BAR: i32 = 12;
const GAP: i32 = 12;

const INK: RGBColor = RGBColor(40, 44, 52);
const FAINT: RGBColor = RGBColor(224, 226, 230);
const SOFT: RGBColor = RGBColor(110, 116, 126);
const MARK: RGBColor = RGBColor(200, 30, 60);

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// Draws the chart. The text is the same for the same chart, on any machine.
pub(super) fn svg(chart: &Chart) -> Result<String> {
    let mut text = String::new();
    {
        let height = TOP + BOTTOM + chart.rows.iter().map(row_height).sum::<i32>();
        let size = (WIDTH as u32, u32::try_from(height)?);
        let area = SVGBackend::with_string(&mut text, size).into_drawing_area();
        draw(chart, height, &area).map_err(|error| anyhow!("cannot draw `{}`: {error}", chart.title))?;
    }
    Ok(text)
}

type Drawn = Result<(), DrawingAreaErrorKind<std::io::Error>>;

fn draw(chart: &Chart, height: i32, area: &Area<'_>) -> Drawn {
    area.fill(&WHITE)?;
    write(area, &chart.title, (EDGE, 22), 18, INK, HPos::Left)?;
    legend(chart, area)?;
    grid(chart, height, area)?;
    let mut top = TOP;
    for row in &chart.rows {
        draw_row(chart, row, top, area)?;
        top += row_height(row);
    }
    write(area, &chart.axis, (EDGE, height - 14), 12, SOFT, HPos::Left)?;
    area.present()
}

fn row_height(row: &Row) -> i32 {
    BAR * row.bars.len() as i32 + GAP
}

/// Where a value is; one beyond the axis is at its end.
fn x(chart: &Chart, value: f64) -> i32 {
    let share = (value / chart.most).clamp(0.0, 1.0);
    // Not a number is drawn at zero.
    LEFT + (share * f64::from(WIDTH - LEFT - RIGHT)).round() as i32
}

fn legend(chart: &Chart, area: &Area<'_>) -> Drawn {
    let mut left = EDGE;
    for (name, color) in &chart.legend {
        area.draw(&Rectangle::new([(left, 41), (left + 11, 52)], color.filled()))?;
        write(area, name, (left + 16, 47), 12, INK, HPos::Left)?;
        left += 34 + 13 * name.chars().count() as i32 / 2;
    }
    Ok(())
}

fn grid(chart: &Chart, height: i32, area: &Area<'_>) -> Drawn {
    let (step, unit) = chart.grid;
    let count = (chart.most / step + 1e-9).floor() as u32;
    for line in 0..=count {
        let value = f64::from(line) * step;
        let at = x(chart, value);
        area.draw(&PathElement::new(vec![(at, TOP - 4), (at, height - BOTTOM)], FAINT))?;
        write(area, &format!("{value}{unit}"), (at, height - BOTTOM + 12), 12, SOFT, HPos::Center)?;
    }
    Ok(())
}

fn draw_row(chart: &Chart, row: &Row, top: i32, area: &Area<'_>) -> Drawn {
    let middle = top + BAR * row.bars.len() as i32 / 2;
    write(area, &row.name, (LEFT - 8, middle), 13, INK, HPos::Right)?;
    for (index, bar) in row.bars.iter().enumerate() {
        let y = top + BAR * index as i32;
        let mut sum = 0.0;
        for (value, color) in &bar.segments {
            let (from, to) = (x(chart, sum), x(chart, sum + value));
            if to > from {
                area.draw(&Rectangle::new([(from, y + 1), (to, y + BAR - 1)], color.filled()))?;
            }
            sum += value;
        }
        write(area, &bar.label, (x(chart, sum) + 5, y + BAR / 2), 11, INK, HPos::Left)?;
    }
    if let Some(value) = row.marker {
        let (at, half) = (x(chart, value), 5);
        let diamond = [(at, middle - half), (at + half, middle), (at, middle + half), (at - half, middle)];
        area.draw(&Polygon::new(diamond.to_vec(), MARK.filled()))?;
    }
    Ok(())
}

fn write(area: &Area<'_>, text: &str, at: (i32, i32), size: i32, color: RGBColor, side: HPos) -> Drawn {
    let style = ("sans-serif", size).into_font().color(&color).pos(Pos::new(side, VPos::Center));
    area.draw(&Text::new(text, at, style))
}

#[cfg(test)]
mod test {
    use super::*;

    fn chart(rows: Vec<Row>) -> Chart {
        Chart {
            title: "a title".into(),
            axis: "an axis".into(),
            most: 2.0,
            grid: (1.0, "x"),
            legend: vec![("one", BLUE)],
            rows,
        }
    }

    #[test]
    fn bars_have_the_width_of_their_values() {
        let bar = Bar { segments: vec![(0.5, BLUE), (0.5, RED)], label: "1.00x".into() };
        let row = Row { name: "net <&>".into(), bars: vec![bar], marker: Some(2.0) };
        let text = svg(&chart(vec![row.clone()])).expect("drawn");
        let half = (WIDTH - LEFT - RIGHT) / 4;
        assert!(text.contains(&format!(r#"x="{LEFT}" y="75" width="{half}""#)), "{text}");
        assert!(text.contains("net &lt;&amp;&gt;") && text.contains("a title"), "{text}");
        assert_eq!(text, svg(&chart(vec![row])).expect("drawn"), "the same chart, the same text");
    }

    #[test]
    fn values_beyond_the_axis_and_no_numbers_are_drawn_inside() {
        let bar = |value| Bar { segments: vec![(value, BLUE)], label: String::new() };
        let row = Row { name: "a".into(), bars: [9.0, f64::NAN, -1.0].map(bar).to_vec(), marker: None };
        assert!(svg(&chart(vec![row])).is_ok());
        assert!(svg(&chart(Vec::new())).is_ok());
    }
}
