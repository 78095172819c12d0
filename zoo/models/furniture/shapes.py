"""Procedural furniture: chairs, tables, sofas, beds, shelves and lamps as 32x32x32 occupancy grids.

Axes are [height, depth, width]. Shapes stand on floor index 1, centred in depth and width; the front is at
low depth indices. A shape is a function of its class and of 18 uniform values, one for each named choice, so
that a training program knows the latent vector of every shape it makes.
"""
import numpy as np

SIDE = 32
MIDDLE = SIDE // 2
CLASSES = ("chair", "table", "sofa", "bed", "shelf", "lamp")

DEPTH, WIDTH = np.mgrid[0:SIDE, 0:SIDE] - (SIDE - 1) / 2.0

CHOICES = (
    "half_width", "half_depth", "height", "top", "leg", "thickness", "style", "back", "extra",
    "arm", "arm_height", "base", "back_depth", "count", "side", "round", "ratio", "foot",
)  # fmt: skip


class Dice:
    """Named random choices out of one vector of uniform values."""

    def __init__(self, uniforms):
        self.uniforms = dict(zip(CHOICES, uniforms))

    def real(self, choice, low=0.0, high=1.0):
        return low + (high - low) * float(self.uniforms[choice])

    def whole(self, choice, low, high):
        """An integer in low..high-1."""
        return int(min(high - 1, np.floor(self.real(choice, low, high))))

    def pick(self, choice, probabilities):
        """An index, each with its probability."""
        index = np.searchsorted(np.cumsum(probabilities), self.real(choice))
        return int(min(len(probabilities) - 1, index))


def empty():
    return np.zeros((SIDE, SIDE, SIDE), np.uint8)


def box(grid, z0, z1, y0, y1, x0, x1):
    z0, z1, y0, y1, x0, x1 = (max(bound, 0) for bound in (z0, z1, y0, y1, x0, x1))
    grid[z0:z1, y0:y1, x0:x1] = 1


def centred_box(grid, z0, z1, half_depth, half_width):
    """A box around the middle of depth and width."""
    box(grid, z0, z1, MIDDLE - half_depth, MIDDLE + half_depth, MIDDLE - half_width, MIDDLE + half_width)


def ellipse(grid, z0, z1, radius_depth, radius_width):
    grid[z0:z1] |= ((DEPTH / radius_depth) ** 2 + (WIDTH / radius_width) ** 2 <= 1.0).astype(np.uint8)


def four_legs(grid, z0, z1, half_depth, half_width, size, inset=0):
    for y in (MIDDLE - half_depth + inset, MIDDLE + half_depth - inset - size):
        for x in (MIDDLE - half_width + inset, MIDDLE + half_width - inset - size):
            box(grid, z0, z1, y, y + size, x, x + size)


def two_sides(grid, z0, z1, y0, y1, half_width, size):
    """The same box at the left and at the right end."""
    for x in (MIDDLE - half_width, MIDDLE + half_width - size):
        box(grid, z0, z1, y0, y1, x, x + size)


def panel(grid, style, z0, z1, y0, y1, half_width):
    """An upright panel (back rest, head board): 0 solid, 1 upright slats, 2 cross slats, 3 frame."""
    left, right = MIDDLE - half_width, MIDDLE + half_width
    if style == 0:
        box(grid, z0, z1, y0, y1, left, right)
        return
    two_sides(grid, z0, z1, y0, y1, half_width, 2)
    box(grid, z1 - 3, z1, y0, y1, left, right)
    inner = 2 * half_width - 4
    if style == 1:
        slats = max(1, inner // 6 + (half_width > 9))
        for i in range(slats):
            centre = left + 2 + inner * (i + 1) / (slats + 1)
            box(grid, z0, z1, y0, y1, int(round(centre - 1)), int(round(centre + 1)))
    elif style == 2:
        for z in range(z1 - 7, z0 + 1, -4):
            box(grid, z, z + 2, y0, y1, left, right)


def chair(dice):
    grid = empty()
    half_width, half_depth = dice.whole("half_width", 7, 12), dice.whole("half_depth", 7, 11)
    seat, seat_thickness = dice.whole("height", 9, 15), dice.whole("thickness", 2, 4)
    leg = dice.whole("leg", 2, 4)
    above_seat = seat + seat_thickness
    top = min(31, above_seat + dice.whole("top", 9, 17))
    front, rear = MIDDLE - half_depth, MIDDLE + half_depth

    if dice.pick("base", (0.22, 0.78)) == 0:  # one pole on a cross
        centred_box(grid, 1, seat, leg - 1, leg - 1)
        centred_box(grid, 1, 3, half_depth, 1)
        centred_box(grid, 1, 3, 1, half_width)
    else:
        four_legs(grid, 1, seat, half_depth, half_width, leg)
        if dice.pick("extra", (0.65, 0.35)):  # stretchers
            two_sides(grid, seat // 2, seat // 2 + 2, front, rear, half_width, 2)
    centred_box(grid, seat, above_seat, half_depth, half_width)

    back = dice.whole("back_depth", 2, 4)
    panel(grid, dice.pick("back", (0.4, 0.25, 0.25, 0.1)), above_seat, top, rear - back, rear, half_width)
    if dice.pick("arm", (0.6, 0.4)):
        arm = above_seat + dice.whole("arm_height", 3, 6)
        two_sides(grid, arm, arm + 2, front, rear, half_width, 2)
        two_sides(grid, above_seat, arm, front + 1, front + 3, half_width, 2)
    return grid


def table(dice):
    grid = empty()
    half_width, half_depth = dice.whole("half_width", 9, 16), dice.whole("half_depth", 7, 14)
    height, thickness = dice.whole("height", 12, 23), dice.whole("thickness", 2, 4)
    under = height - thickness
    is_round = dice.pick("round", (0.7, 0.3)) == 1
    if is_round:
        half_depth = max(half_depth, half_width - 3)
        ellipse(grid, under, height, half_depth, half_width)
    else:
        centred_box(grid, under, height, half_depth, half_width)

    base = dice.pick("base", (0.7, 0.3) if is_round else (0.2, 0.65, 0.15))
    if base == 0:
        table_pedestal(grid, dice, under, half_depth, half_width, is_round)
    elif base == 1:
        table_legs(grid, dice, under, height, half_depth, half_width, is_round)
    else:  # two end panels and a beam
        leg = dice.whole("leg", 2, 5)
        front, rear = MIDDLE - half_depth + 1, MIDDLE + half_depth - 1
        two_sides(grid, 1, under, front, rear, half_width - 1, leg)
        centred_box(grid, height // 2, height // 2 + 2, 1, half_width - 1)
    return grid


def table_pedestal(grid, dice, under, half_depth, half_width, is_round):
    pole = dice.whole("leg", 1, 4)
    centred_box(grid, 1, under, pole, pole)
    if is_round:
        ellipse(grid, 1, 3, half_depth * 0.6, half_width * 0.6)
    else:
        centred_box(grid, 1, 3, half_depth * 2 // 3, half_width * 2 // 3)


def table_legs(grid, dice, under, height, half_depth, half_width, is_round):
    inset = half_width // 3 if is_round else dice.whole("side", 0, 3)
    four_legs(grid, 1, under, half_depth, half_width, dice.whole("leg", 2, 5), inset)
    extra = dice.pick("extra", (0.55, 0.25, 0.2))
    if is_round or extra == 0:
        return
    z0, z1 = (height // 3, height // 3 + 2) if extra == 1 else (under - 4, under)  # lower shelf or drawers
    centred_box(grid, z0, z1, half_depth - inset, half_width - inset)


def sofa(dice):
    grid = empty()
    half_width, half_depth = dice.whole("half_width", 11, 16), dice.whole("half_depth", 6, 10)
    feet, seat = dice.whole("foot", 0, 4), dice.whole("height", 7, 12)
    top = seat + dice.whole("top", 5, 12)
    back, arm_width = dice.whole("back_depth", 3, 6), dice.whole("thickness", 2, 5)
    chaise = dice.pick("side", (0.12, 0.76, 0.12))  # on the left, none, on the right
    extension = dice.whole("ratio", 4, 8) if chaise != 1 else 0
    front, rear = MIDDLE - half_depth + extension // 2, MIDDLE + half_depth + extension // 2
    left, right, floor = MIDDLE - half_width, MIDDLE + half_width, 1 + feet

    if feet:
        two_sides(grid, 1, floor, front, front + 3, half_width, 3)
        two_sides(grid, 1, floor, rear - 3, rear, half_width, 3)
    box(grid, floor, seat, front, rear, left, right)
    box(grid, floor, top, rear - back, rear, left, right)
    arm_top = min(top, seat + dice.whole("arm_height", 2, 6))
    if dice.pick("arm", (0.15, 0.85)):
        two_sides(grid, floor, arm_top, front, rear, half_width, arm_width)
    else:
        arm_width = 0

    cushions = 1 + dice.pick("count", (0.4, 0.35, 0.25))
    for i in range(1, cushions):  # grooves between them
        at = int(round(left + arm_width + (2 * half_width - 2 * arm_width) * i / cushions))
        grid[seat - 2 : seat, front : rear - back, at - 1 : at + 1] = 0
    if extension:
        width = half_width * 2 // 3
        x0 = left if chaise == 0 else right - width
        box(grid, floor, seat, front - extension, front, x0, x0 + width)
    return grid


def bed(dice):
    grid = empty()
    half_width, half_depth = dice.whole("half_width", 8, 14), dice.whole("half_depth", 13, 16)
    low, leg = dice.whole("foot", 2, 6), dice.whole("leg", 2, 4)
    mattress = low + dice.whole("height", 3, 7)
    front, rear = MIDDLE - half_depth, MIDDLE + half_depth
    four_legs(grid, 1, low, half_depth, half_width, leg)
    centred_box(grid, low, mattress, half_depth, half_width)

    pillows = 2 if half_width > 10 else 1
    length = half_width - 3 if pillows == 2 else 2 * half_width - 4
    for i in range(pillows):
        x = MIDDLE - half_width + 2 + i * (half_width - 1)
        box(grid, mattress, mattress + 2, rear - 8, rear - 3, x, x + length)

    if dice.pick("style", (0.22, 0.78)) == 0:
        four_poster(grid, dice, low, mattress, half_depth, half_width)
    else:
        head = mattress + dice.whole("top", 6, 14)
        panel(grid, dice.pick("back", (0.5, 0.3, 0.2)), mattress, head, rear - 2, rear, half_width)
        if dice.pick("extra", (0.5, 0.5)):  # foot board
            panel(grid, 0, low, mattress + dice.whole("arm_height", 2, 6), front, front + 2, half_width)
    return grid


def four_poster(grid, dice, low, mattress, half_depth, half_width):
    top = dice.whole("top", 24, 31)
    front, rear = MIDDLE - half_depth, MIDDLE + half_depth
    four_legs(grid, 1, top, half_depth, half_width, 2)
    two_sides(grid, top - 2, top, front, rear, half_width, 2)
    for y in (front, rear - 2):
        box(grid, top - 2, top, y, y + 2, MIDDLE - half_width, MIDDLE + half_width)
    panel(grid, 0, low, mattress + 5, rear - 2, rear, half_width)


def shelf(dice):
    grid = empty()
    half_width, half_depth = dice.whole("half_width", 7, 14), dice.whole("half_depth", 4, 8)
    top, floor = dice.whole("top", 22, 32), 1 + (0, 2, 3)[dice.whole("foot", 0, 3)]
    front, rear = MIDDLE - half_depth, MIDDLE + half_depth
    if floor > 1:
        four_legs(grid, 1, floor, half_depth, half_width, 2)
    has_posts = dice.pick("style", (0.25, 0.75)) == 0  # instead of side panels
    if has_posts:
        four_legs(grid, floor, top, half_depth, half_width, 2)
    else:
        two_sides(grid, floor, top, front, rear, half_width, 2)

    gaps = 2 + dice.pick("count", (0.34, 0.33, 0.33))
    for i in range(gaps + 1):
        z = int(round(floor + (top - 2 - floor) * i / gaps))
        centred_box(grid, z, z + 2, half_depth, half_width)
    if not has_posts and dice.pick("back", (0.5, 0.5)):
        box(grid, floor, top, rear - 2, rear, MIDDLE - half_width, MIDDLE + half_width)
    if half_width > 9 and dice.pick("extra", (0.6, 0.4)):  # middle upright
        centred_box(grid, floor, top, half_depth, 1)
    return grid


def lamp(dice):
    grid = empty()
    top, shade_height = dice.whole("top", 25, 32), dice.whole("height", 7, 12)
    lower = dice.real("half_width", 7, 12)
    upper = lower * dice.real("ratio", 0.4, 1.0)
    is_square = dice.pick("round", (0.75, 0.25)) == 1
    below_shade = top - shade_height
    for z in range(below_shade, top):
        radius = lower + (upper - lower) * (z - below_shade) / (shade_height - 1)
        if is_square:
            half = int(round(radius * 0.9))
            centred_box(grid, z, z + 1, half, half)
        else:
            ellipse(grid, z, z + 1, radius, radius)
    pole = 1 + dice.pick("leg", (0.67, 0.33))
    centred_box(grid, 1, below_shade, pole, pole)
    lamp_foot(grid, dice, below_shade, is_square)
    return grid


def lamp_foot(grid, dice, below_shade, is_square):
    base = dice.pick("base", (0.3, 0.45, 0.25))
    if base == 0:  # bellied table lamp
        height = min(dice.whole("foot", 9, 14), below_shade - 2)
        radius = dice.real("half_depth", 4.5, 7.5)
        for z in range(1, height):
            bulge = 0.35 + 0.65 * np.sin(np.pi * min(1.0, (z + 1.5) / (height + 1)))
            ellipse(grid, z, z + 1, radius * bulge + 1, radius * bulge + 1)
    elif base == 1:  # disc or square
        radius = dice.real("half_depth", 5, 9)
        if is_square:
            centred_box(grid, 1, 3, int(radius), int(radius))
        else:
            ellipse(grid, 1, 3, radius, radius)
    else:  # four sloping legs
        spread, height = dice.whole("half_depth", 6, 10), dice.whole("foot", 9, 14)
        for z in range(1, height):
            out = spread * (1 - (z - 1) / (height - 1))
            ends = (int(round(15 - out)), int(round(15 + out)))
            for y in ends:
                for x in ends:
                    box(grid, z, z + 1, y, y + 2, x, x + 2)


MAKERS = (chair, table, sofa, bed, shelf, lamp)


def make(label, uniforms):
    """The [32,32,32] grid of a class for at least 18 uniform values in 0..1."""
    return MAKERS[label](Dice(uniforms))
