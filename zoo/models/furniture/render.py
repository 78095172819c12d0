"""Isometric pictures of voxel grids, one flat colour for each class."""
import itertools

import numpy as np

COLOURS = np.array(
    [(224, 122, 82), (88, 150, 214), (104, 178, 112), (198, 112, 168), (222, 182, 74), (132, 122, 206)]
)
BACKGROUND, FLOOR = (246, 246, 248), (230, 231, 236)

# The faces that the viewer sees: step to the neighbour behind the face, brightness, corners.
FACES = (
    ((0, 0, 1), 1.08, ((0, 0, 1), (1, 0, 1), (1, 1, 1), (0, 1, 1))),
    ((0, 1, 0), 0.82, ((0, 1, 0), (1, 1, 0), (1, 1, 1), (0, 1, 1))),
    ((1, 0, 0), 0.58, ((1, 0, 0), (1, 1, 0), (1, 1, 1), (1, 0, 1))),
)


def crowding(occupied):
    """Share of the 27 cells around each cell that are filled; faces in corners get darker by it."""
    steps = itertools.product((-1, 0, 1), repeat=3)
    neighbours = [np.roll(occupied, step, (0, 1, 2)).astype(np.float32) for step in steps]
    return sum(neighbours) / 27.0


def render(grid, colour, unit=4):
    """Picture of a [height, depth, width] grid, seen from the front right and above."""
    from PIL import Image, ImageDraw

    side, rise = grid.shape[0], unit * 1.15
    # View axes: a to the lower right, b to the lower left, c up; the viewer is at +a, +b, +c.
    occupied = np.pad(grid > 0.5, 1).transpose(2, 1, 0)[:, ::-1, :]
    crowded = crowding(occupied)
    width, height = 2 * unit * side + 8, int(unit * side + rise * side) + 12
    picture = Image.new("RGB", (width, height), BACKGROUND)
    draw = ImageDraw.Draw(picture)

    def project(a, b, c):
        return width / 2 + (a - b) * unit, 6 + rise * side + (a + b) * unit / 2 - c * rise

    draw.polygon([project(*at) for at in ((0, 0, 0), (side, 0, 0), (side, side, 0), (0, side, 0))], fill=FLOOR)
    cells = np.argwhere(occupied)
    for cell in cells[np.argsort(cells.sum(1), kind="stable")]:  # far to near
        for step, brightness, corners in FACES:
            neighbour = tuple(cell + step)
            if occupied[neighbour]:
                continue
            shade = brightness * (1.0 - 0.7 * max(0.0, crowded[neighbour] - 1 / 3))
            fill = tuple(int(min(255, channel * shade)) for channel in colour)
            outline = tuple(int(channel * 0.92) for channel in fill)
            draw.polygon([project(*(cell - 1 + corner)) for corner in corners], fill=fill, outline=outline)
    return picture


def save_grid(grids, labels, path, columns):
    """One tile for each [1, 32, 32, 32] grid, coloured by its label."""
    from PIL import Image

    tiles = [render(grid[0], COLOURS[label]) for grid, label in zip(grids, labels)]
    width, height = tiles[0].size
    rows = -(-len(tiles) // columns)
    sheet = Image.new("RGB", (columns * width, rows * height), "white")
    for index, tile in enumerate(tiles):
        sheet.paste(tile, (index % columns * width, index // columns * height))
    sheet.quantize(128).save(path, optimize=True)
