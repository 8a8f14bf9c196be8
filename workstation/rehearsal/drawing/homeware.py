"""Ceramics and bags of the rehearsal's two smaller exhibitors."""

import math

from workstation.rehearsal.drawing.canvas import (
    Colour,
    Sheet,
    along,
    curve,
    darker,
    down,
    flat,
    lighter,
    path,
    round_body,
    steel,
)


def plates(s: Sheet, main: Colour, accent: Colour) -> None:
    """A dinner set: plates upright behind, bowls and cups before them."""
    s.shade(500, 656, 430, 34)
    for x, y, r in ((340, 330, 216), (630, 380, 176)):
        s.ellipse(x, y, r, r, down(lighter(main, 0.45), darker(main, 0.12)))
        s.arc(x, y, (r - 10, r - 10), 0, 360, 5, flat(accent, 170))
        s.ellipse(x, y, r * 0.7, r * 0.7, down(darker(main, 0.08), lighter(main, 0.4)))
        s.arc(x, y, (r * 0.85, r * 0.85), 195, 290, 9, flat("#ffffff", 130))
    for x, k in ((300, 1.0), (560, 0.86)):
        s.shade(x, 652, 150 * k, 20)
        s.blob(
            [
                (x - 142 * k, 500),
                (x, 510),
                (x + 142 * k, 500),
                (x + 104 * k, 610),
                (x + 52 * k, 650),
                (x - 52 * k, 650),
                (x - 104 * k, 610),
            ],
            round_body(main, 0.5),
        )
        s.ellipse(x, 502, 142 * k, 25 * k, down(darker(main, 0.2), lighter(main, 0.2)))
        s.arc(x, 502, (142 * k, 25 * k), 0, 360, 5, flat(accent, 190))
    s.arc(812, 580, (44, 40), -80, 80, 15, flat(darker(main, 0.1)))
    s.tapered((696, 820), (716, 800), 520, 650, round_body(main, 0.5), 24)
    s.ellipse(758, 524, 62, 14, down(darker(main, 0.25), lighter(main, 0.1)))


def teapot(s: Sheet, main: Colour, accent: Colour) -> None:
    """A round teapot with a cup."""
    s.shade(470, 652, 360, 34)
    s.line(path("650,350 770,312 812,420 730,520 640,552"), 37, along(main, darker(main, 0.25)), True)
    s.blob(
        path("300,560 206,470 172,340 130,312 190,292 244,340 290,430 360,470"),
        along(lighter(main, 0.25), darker(main, 0.05)),
    )
    s.ellipse(160, 304, 33, 10, flat(darker(main, 0.45)), -14)
    s.blob(path("470,292 620,330 700,460 640,600 560,646 380,646 300,600 240,460 320,330"), round_body(main, 0.45))
    s.blob(path("300,470 320,390 390,336 360,400 330,480"), flat("#ffffff", 120))
    for step in range(7):
        x = 330 + step * 47
        y = 524 + 10 * math.sin(step * 1.9)
        s.ellipse(x, y, 27, 8, flat(accent, 190), -38 if step % 2 else 38)
    s.ellipse(470, 310, 124, 25, flat(darker(main, 0.3)))
    s.blob(path("346,306 400,262 470,250 540,262 594,306 470,324"), round_body(lighter(main, 0.08), 0.45))
    s.ellipse(470, 232, 29, 27, down(lighter(accent, 0.35), accent))
    s.shade(830, 652, 110, 18)
    s.tapered((748, 912), (784, 876), 560, 652, round_body(main, 0.45), 26)
    s.ellipse(830, 564, 82, 17, flat(darker(main, 0.15)))
    s.ellipse(830, 567, 69, 12, down("#c9963e", "#e2bb6a"))


def mug(s: Sheet, main: Colour, accent: Colour) -> None:
    """Two mugs with a run of glaze."""
    for x, y, k, body, glaze in ((690, 216, 0.82, accent, main), (390, 190, 1.0, main, accent)):
        bottom = y + 460 * k
        s.shade(x, bottom, 240 * k, 30 * k)
        s.arc(x + 178 * k, y + 220 * k, (94 * k, 116 * k), -95, 95, 40 * k, along(body, darker(body, 0.3)))
        s.tapered((x - 180 * k, x + 180 * k), (x - 164 * k, x + 164 * k), y, bottom, round_body(body, 0.4), 46 * k)
        edge = [(x + (-178 + step * 35.6) * k, y + (150 + 42 * math.sin(step * 2.1 + x)) * k) for step in range(11)]
        s.polygon([(x - 179 * k, y + 6), *curve(edge, closed=False), (x + 179 * k, y + 6)], round_body(glaze, 0.45))
        s.ellipse(x, y + 4, 180 * k, 33 * k, down(lighter(glaze, 0.3), glaze))
        s.ellipse(x, y + 8, 160 * k, 26 * k, down(darker(body, 0.5), darker(body, 0.2)))
        s.line([(x - 132 * k, y + 70 * k), (x - 124 * k, y + 380 * k)], 17 * k, flat("#ffffff", 80))


def bowl(s: Sheet, main: Colour, accent: Colour) -> None:
    """A stack of conical bowls and one before it."""
    for lift in range(5):
        y = 440 - lift * 44
        s.polygon([(330, y), (870, y), (690, y + 190), (510, y + 190)], round_body(main, 0.5))
        s.ellipse(600, y, 270, 31, down(darker(main, 0.14), lighter(main, 0.35)))
        s.arc(600, y, (270, 31), 0, 360, 4, flat(accent, 200))
    s.shade(600, 634, 190, 22)
    s.box(508, 616, 692, 640, round_body(darker(main, 0.12), 0.3), 8)
    s.shade(300, 668, 210, 26)
    s.blob(path("70,462 300,470 530,462 440,590 360,650 240,650 160,590"), round_body(main, 0.5))
    s.ellipse(300, 464, 231, 39, down(darker(main, 0.25), lighter(main, 0.3)))
    s.arc(300, 464, (231, 39), 0, 360, 6, flat(accent))
    s.box(238, 642, 362, 668, round_body(darker(main, 0.12), 0.3), 8)
    for step in range(5):
        x = 180 + step * 60
        s.line([(x, 560), (x + 14, 522), (x + 30, 560)], 5, flat(accent, 150), True)


def vase(s: Sheet, main: Colour, accent: Colour) -> None:
    """A crackled vase with twigs."""
    s.shade(500, 676, 220, 26)
    for tip_x, tip_y in ((330, 40), (450, 14), (560, 30), (670, 74)):
        s.line([(500, 300), ((500 + tip_x) / 2 + 14, 180), (tip_x, tip_y)], 7, flat("#6d5138"), True)
        for share in (0.35, 0.6, 0.8, 1.0):
            x, y = 500 + (tip_x - 500) * share, 290 + (tip_y - 290) * share
            s.ellipse(x + 15, y, 17, 17, down("#ffffff", "#f3bcc6"))
            s.ellipse(x + 15, y, 5, 5, flat("#e0896a"))
    s.blob(
        path("436,272 564,272 546,330 620,400 654,520 604,640 560,674 440,674 396,640 346,520 380,400 454,330"),
        round_body(main, 0.5),
    )
    crackle = (
        ((390, 430), (440, 470), (430, 540), (480, 590)),
        ((440, 470), (520, 450), (560, 500), (620, 480)),
        ((560, 500), (540, 570), (590, 630)),
        ((430, 540), (372, 560)),
        ((480, 590), (540, 570)),
        ((470, 380), (520, 450)),
        ((480, 590), (470, 660)),
    )
    for line in crackle:
        s.line(line, 2.2, flat(darker(accent, 0.1), 120))
    s.ellipse(500, 272, 65, 14, flat(darker(main, 0.4)))
    s.arc(500, 272, (65, 14), 0, 360, 7, flat(lighter(main, 0.35)))
    s.blob(path("384,500 410,420 446,392 424,470 404,560"), flat("#ffffff", 100))


def suitcase(s: Sheet, main: Colour, accent: Colour) -> None:
    """A cabin trolley with its handle out."""
    s.shade(500, 694, 260, 24)
    for x in (430, 570):
        s.box(x - 10, 40, x + 10, 200, steel(), 4)
    s.box(412, 28, 588, 62, round_body("#2b3136", 0.3), 14)
    for x in (366, 634):
        s.box(x - 36, 650, x + 36, 676, flat("#3a4148"), 8)
        s.ellipse(x, 680, 25, 23, flat("#22272b"))
        s.ellipse(x, 680, 10, 9, flat("#98a3aa"))
    s.box(300, 150, 700, 660, round_body(main, 0.35), 56)
    for x in range(344, 690, 52):
        s.line([(x, 186), (x, 628)], 9, flat(darker(main, 0.28), 170))
        s.line([(x + 8, 186), (x + 8, 628)], 4, flat(lighter(main, 0.4), 130))
    s.line([(302, 400), (698, 400)], 7, flat(darker(main, 0.5)))
    s.box(440, 136, 560, 162, flat("#2b3136"), 10)
    s.box(664, 366, 704, 436, down(lighter(accent, 0.4), accent), 8)
    s.ellipse(684, 400, 8, 8, flat("#3a2f1b"))
    s.box(452, 232, 548, 262, down(lighter(accent, 0.45), accent), 6)


def backpack(s: Sheet, main: Colour, accent: Colour) -> None:
    """A business backpack from the front."""
    s.shade(500, 684, 270, 26)
    s.line(path("430,130 440,64 560,64 570,130"), 23, down(lighter(main, 0.2), main), True)
    for side in (-1, 1):
        s.line(
            [(500 + side * 170, 260), (500 + side * 236, 400), (500 + side * 200, 600)],
            33,
            down(lighter(main, 0.12), darker(main, 0.2)),
            True,
        )
    s.blob(path("340,170 500,104 660,170 700,330 706,600 660,676 340,676 294,600 300,330"), round_body(main, 0.22))
    s.line(path("330,300 346,200 430,146 570,146 654,200 670,300"), 7, flat(accent), True)
    s.box(342, 372, 658, 640, down(lighter(main, 0.16), darker(main, 0.12)), 38)
    s.line([(362, 424), (638, 424)], 7, flat(accent))
    s.line([(622, 424), (634, 470)], 9, flat(accent))
    s.box(440, 262, 560, 322, flat(darker(main, 0.3)), 10)
    s.text(500, 292, "LUWAN", 26, lighter(accent, 0.4))
    s.box(654, 500, 690, 528, flat("#11161a"), 7)
    s.box(662, 508, 682, 520, flat("#8fa3ad"), 3)
    s.blob(path("330,260 352,196 410,158 380,220 352,330"), flat("#ffffff", 45))


def cooler_bag(s: Sheet, main: Colour, accent: Colour) -> None:
    """A picnic cooler with bottles looking out."""
    s.shade(500, 664, 370, 30)
    for x, top, colour in ((400, 176, "#7fb069"), (486, 140, "#c8553d"), (570, 190, "#e9c46a")):
        s.box(x - 14, top, x + 14, top + 70, along(lighter(colour, 0.4), darker(colour, 0.2)), 6)
        s.box(x - 33, top + 58, x + 33, top + 260, round_body(colour, 0.45), 22)
    s.polygon(path("236,300 764,300 730,226 270,226"), down("#dfe7ea", "#aebbc1", 140))
    s.line(path("300,330 330,110 670,110 700,330"), 24, down(lighter(accent, 0.1), darker(accent, 0.2)), True)
    s.box(214, 290, 786, 656, round_body(main, 0.35), 34)
    for x in range(250, 770, 74):
        s.box(x, 300, x + 30, 652, flat(accent, 150))
    s.box(206, 280, 794, 330, round_body(darker(main, 0.12), 0.3), 16)
    s.line([(226, 306), (774, 306)], 5, flat("#f4f6f7"))
    s.box(340, 420, 660, 616, round_body(darker(main, 0.1), 0.3), 22)
    s.box(340, 420, 660, 462, flat(darker(main, 0.3)), 18)
    s.ellipse(500, 530, 42, 42, flat(accent))
    for angle in range(0, 180, 60):
        dx, dy = 28 * math.cos(math.radians(angle)), 28 * math.sin(math.radians(angle))
        s.line([(500 - dx, 530 - dy), (500 + dx, 530 + dy)], 6, flat(darker(main, 0.2)))


def tote(s: Sheet, main: Colour, accent: Colour) -> None:
    """A women's tote with a scarf on its handle."""
    s.shade(500, 680, 320, 26)
    s.line(path("372,300 380,120 500,62 620,120 628,300"), 21, down(darker(main, 0.2), darker(main, 0.4)), True)
    s.tapered((254, 746), (300, 700), 262, 676, round_body(main, 0.3), 32)
    s.line(path("346,318 372,120 500,84 628,120 654,318"), 25, down(lighter(main, 0.2), main), True)
    s.tapered((250, 750), (262, 738), 258, 300, round_body(darker(main, 0.1), 0.3), 12)
    for x in (346, 654):
        s.box(x - 28, 300, x + 28, 372, down(lighter(main, 0.15), darker(main, 0.1)), 12)
        s.ellipse(x, 322, 12, 12, down("#fff1c9", "#c9a24b"))
    s.box(430, 420, 570, 474, down("#fff1c9", "#c9a24b"), 8)
    s.text(500, 447, "LUWAN", 27, darker(main, 0.4))
    for y in (640, 652):
        s.line([(312, y), (688, y)], 2, flat(lighter(main, 0.4), 130))
    s.blob(
        path("352,168 420,176 430,250 470,400 410,380 372,470 340,380 358,260"),
        along(lighter(accent, 0.3), darker(accent, 0.15)),
    )
    s.line(path("392,196 398,300 388,420"), 4, flat(main, 150), True)


DRAWINGS = {
    "plates": plates,
    "teapot": teapot,
    "mug": mug,
    "bowl": bowl,
    "vase": vase,
    "suitcase": suitcase,
    "backpack": backpack,
    "cooler_bag": cooler_bag,
    "tote": tote,
}
