"""Kitchen appliances of the rehearsal's main exhibitor."""

from workstation.rehearsal.drawing.canvas import (
    Colour,
    Sheet,
    along,
    darker,
    down,
    flat,
    lighter,
    mixed,
    path,
    rgb,
    round_body,
    steel,
)

_BLACK = "#24282d"


def kettle(s: Sheet, main: Colour, accent: Colour) -> None:
    """A jug kettle on its base."""
    s.shade(500, 652, 330, 34)
    s.box(330, 612, 690, 648, round_body(accent, 0.2), 16)
    s.line(path("655,262 752,250 790,330 762,470 668,520"), 40, down(lighter(accent, 0.12), darker(accent)), True)
    s.line(path("655,262 744,256 776,330 752,455"), 9, flat(lighter(accent, 0.35), 150), True)
    s.polygon(path("390,262 300,232 322,262 370,344"), steel(darker(main, 0.15)))
    s.tapered((385, 655), (345, 678), 236, 612, steel(main), 18)
    s.tapered((366, 664), (345, 678), 540, 612, round_body(accent, 0.2), 12)
    s.tapered((400, 640), (385, 655), 204, 240, round_body(accent, 0.2), 12)
    s.box(478, 176, 562, 208, round_body(accent, 0.3), 14)
    s.box(588, 330, 622, 520, down("#e9f4fb", "#9fc3d8", 210), 15)
    for y in (366, 412, 458):
        s.line([(592, y), (606, y)], 3, flat(darker(main, 0.5)))
    s.ellipse(512, 576, 13, 13, flat("#58c7f3"))
    s.glow(512, 576, 46, "#58c7f3", 0.6)


def gooseneck(s: Sheet, main: Colour, accent: Colour) -> None:
    """A pour-over kettle with a thin spout."""
    s.shade(510, 652, 340, 34)
    s.box(320, 606, 690, 648, round_body(_BLACK, 0.2), 18)
    s.line(path("370,545 268,520 262,400 212,306 172,282"), 27, down(lighter(main, 0.2), darker(main, 0.2)), True)
    s.line(path("362,533 276,505 270,396 222,304"), 6, flat(lighter(main, 0.5), 150), True)
    s.line(path("640,300 745,276 812,322 820,420"), 32, along(accent, darker(accent, 0.25)), True)
    s.line(path("640,292 745,268 800,312"), 7, flat(lighter(accent, 0.45), 170), True)
    s.blob(path("398,292 614,292 664,400 690,560 640,612 372,612 322,560 348,400"), round_body(main))
    s.ellipse(506, 288, 112, 22, flat(darker(main, 0.3)))
    s.ellipse(506, 280, 112, 22, down(lighter(main, 0.25), main))
    s.ellipse(506, 274, 22, 8, flat(darker(accent, 0.2)))
    s.box(488, 232, 524, 274, round_body(accent), 12)
    s.box(438, 614, 566, 640, flat("#0d1216"), 8)
    s.text(502, 627, "92 °C", 22, "#7fe3ff")


def blender(s: Sheet, main: Colour, accent: Colour) -> None:
    """A countertop blender with a glass jar and fruit inside."""
    s.shade(500, 668, 260, 30)
    s.line(path("636,190 728,196 732,340 622,400"), 26, along("#cfe0ea", "#8aa3b3"), True)
    s.tapered((352, 648), (398, 602), 150, 452, along("#dcecf5", "#b4cddc"), 14)
    s.tapered((372, 628), (402, 598), 278, 446, down(mixed(main, "#ffffff", 0.35), main), 10)
    for x, y, r, colour in (
        (430, 312, 30, "#ffd36e"),
        (520, 300, 34, "#f7857c"),
        (578, 334, 26, "#ffe29b"),
        (470, 372, 32, "#f2665c"),
    ):
        s.ellipse(x, y, r, r, down(lighter(colour, 0.3), colour))
    s.polygon(path("374,170 404,170 430,440 412,440"), flat("#ffffff", 120))
    for y in (230, 276, 322, 368):
        s.line([(566, y), (598, y)], 4, flat("#6f8797"))
    s.box(344, 118, 656, 158, round_body(accent, 0.25), 12)
    s.box(444, 88, 556, 122, round_body(accent, 0.3), 12)
    s.box(392, 448, 608, 486, round_body(accent, 0.2), 10)
    s.tapered((378, 622), (338, 662), 482, 664, round_body(main), 22)
    s.ellipse(500, 568, 46, 46, flat(darker(main, 0.45)))
    s.ellipse(500, 566, 40, 40, down("#f4f6f7", "#aeb8bf"))
    s.line([(500, 566), (522, 540)], 7, flat(accent))
    for x in (408, 592):
        s.box(x - 17, 556, x + 17, 578, down("#f4f6f7", "#b8c1c7"), 6)
    s.box(352, 652, 648, 672, flat(darker(main, 0.5)), 8)


def rice_cooker(s: Sheet, main: Colour, accent: Colour) -> None:
    """A round rice cooker."""
    s.shade(500, 650, 370, 38)
    s.box(372, 618, 628, 652, flat(darker(accent, 0.5)), 8)
    s.blob(path("270,366 500,350 730,366 752,500 700,620 500,640 300,620 248,500"), round_body(main))
    for side in (-1, 1):
        s.box(500 + side * 268 - 42, 392, 500 + side * 268 + 42, 440, round_body(accent, 0.2), 18)
    s.box(256, 350, 744, 388, round_body(accent, 0.25), 18)
    s.blob(path("262,356 330,262 500,232 670,262 738,356 500,364"), round_body(lighter(main, 0.15)))
    s.blob(path("330,330 380,276 500,254 470,270 390,300"), flat("#ffffff", 130))
    s.box(448, 204, 552, 244, round_body(accent, 0.3), 18)
    s.box(408, 452, 592, 588, down("#fafbfc", "#dfe4e7"), 22)
    s.box(484, 516, 516, 576, down(lighter(accent, 0.2), accent), 10)
    for x, colour, word in ((456, "#f2a33a", "WARM"), (544, "#e4574c", "COOK")):
        s.ellipse(x, 484, 9, 9, flat(colour))
        s.text(x, 505, word, 15, "#5b656c")


def toaster(s: Sheet, main: Colour, accent: Colour) -> None:
    """A two-slot toaster with bread."""
    s.shade(500, 644, 390, 36)
    for x in (400, 600):
        s.blob(
            [(x - 92, 352), (x - 96, 236), (x - 60, 206), (x, 218), (x + 60, 206), (x + 96, 236), (x + 92, 352)],
            down("#c98b4a", "#a76a31"),
        )
        s.blob(
            [(x - 76, 352), (x - 80, 244), (x - 52, 222), (x, 233), (x + 52, 222), (x + 80, 244), (x + 76, 352)],
            down("#f7deb0", "#e8bf83"),
        )
    for x in (278, 722):
        s.box(x - 52, 612, x + 52, 648, flat(_BLACK), 12)
    s.box(212, 312, 788, 630, down(lighter(main, 0.25), darker(main, 0.18)), 74)
    s.box(252, 322, 748, 348, flat(darker(main, 0.6)), 12)
    s.box(236, 356, 764, 372, flat(lighter(main, 0.55), 150), 8)
    s.box(212, 566, 788, 596, flat(darker(main, 0.3), 120))
    s.box(700, 408, 718, 560, flat(darker(main, 0.55)), 8)
    s.box(676, 420, 742, 454, down(lighter(accent, 0.35), accent), 12)
    s.ellipse(330, 490, 48, 48, flat(darker(main, 0.4)))
    s.ellipse(330, 487, 42, 42, down(lighter(accent, 0.45), accent))
    s.line([(330, 487), (352, 462)], 7, flat(darker(main, 0.6)))
    for x in (430, 492, 554):
        s.box(x - 22, 474, x + 22, 500, down("#ffffff", "#dfe6e6"), 10)


def air_fryer(s: Sheet, main: Colour, accent: Colour) -> None:
    """An egg-shaped air fryer with a window."""
    s.shade(500, 664, 320, 36)
    s.blob(
        path("500,118 640,150 708,300 722,500 690,640 500,662 310,640 278,500 292,300 360,150"), round_body(main, 0.28)
    )
    s.blob(path("392,168 500,142 608,168 640,262 500,276 360,262"), down("#11161b", "#222a31"))
    s.text(500, 206, "200°C  18:00", 34, "#8fe9ff")
    for x in (420, 460, 500, 540, 580):
        s.ellipse(x, 248, 8, 8, flat(accent))
    s.box(288, 352, 712, 366, flat(darker(main, 0.6)))
    s.box(320, 388, 680, 602, flat(darker(main, 0.45), 190), 46)
    s.box(360, 410, 640, 520, down("#5a2f12", "#b5621d"), 26)
    for x, y, turn in (
        (412, 486, 20),
        (470, 470, -15),
        (530, 490, 35),
        (586, 474, -30),
        (500, 498, 5),
        (440, 500, -8),
        (560, 500, 12),
    ):
        s.ellipse(x, y, 46, 11, down("#ffd98c", "#e79b3a"), turn)
    s.glow(500, 470, 150, "#ff9a3c", 0.5)
    s.polygon(path("378,414 420,414 384,514 364,514"), flat("#ffffff", 70))
    s.box(436, 520, 564, 596, round_body(accent, 0.3), 24)
    s.box(458, 596, 542, 622, round_body(darker(accent, 0.2), 0.2), 12)


def coffee_maker(s: Sheet, main: Colour, accent: Colour) -> None:
    """A drip coffee maker."""
    s.shade(490, 660, 320, 34)
    s.box(300, 612, 700, 660, down(lighter(main, 0.18), darker(main, 0.2)), 18)
    s.box(588, 150, 700, 640, along(main, darker(main, 0.35)), 20)
    s.box(300, 128, 700, 300, down(lighter(main, 0.2), main), 36)
    s.box(300, 128, 700, 160, down(lighter(main, 0.35), main), 22)
    s.tapered((366, 560), (400, 526), 300, 356, round_body(darker(main, 0.2), 0.15), 10)
    s.box(334, 200, 470, 228, flat(accent), 12)
    s.text(402, 214, "BREW", 20, "#ffffff")
    s.ellipse(622, 214, 20, 20, down("#ffffff", "#c9c2bb"))
    s.ellipse(622, 214, 8, 8, flat("#e4574c"))
    s.box(640, 340, 668, 560, down("#cfe3ee", "#8fb0c2"), 10)
    s.box(640, 450, 668, 560, down("#8fc0dc", "#5b95b8"), 8)
    s.line(path("344,446 272,450 270,552 352,566"), 20, along(lighter(main, 0.15), main), True)
    s.blob(path("392,392 534,392 578,480 560,586 462,604 366,586 346,480"), along("#e3eef4", "#b7cbd6"))
    s.blob(path("352,492 463,482 574,492 556,582 462,598 370,582"), down("#5a3115", "#2d1608"))
    s.polygon(path("392,420 414,414 392,560 376,540"), flat("#ffffff", 130))
    s.box(378, 364, 548, 398, round_body(main, 0.25), 10)
    s.box(344, 600, 580, 616, flat(accent), 6)


def hand_mixer(s: Sheet, main: Colour, accent: Colour) -> None:
    """A hand mixer over a bowl."""
    s.shade(500, 668, 300, 30)
    for x in (352, 430):
        s.line([(x, 340), (x, 600)], 9, steel())
        for spread in (-34, -14, 14, 34):
            s.line(
                [(x, 420), (x + spread, 470), (x + spread * 0.9, 560), (x, 608)], 6, down("#eef2f4", "#8c979e"), True
            )
    s.blob(path("250,474 500,462 750,474 690,610 580,664 420,664 310,610"), along("#eaf1f4", "#a9bac3"))
    s.ellipse(500, 476, 250, 34, down("#c3d0d7", "#eef4f7"))
    s.ellipse(500, 484, 222, 26, down("#fff7e2", "#f2dca6"))
    for x in (352, 430):
        s.line([(x, 340), (x, 478)], 9, steel())
        s.line([(x - 28, 440), (x - 22, 480)], 6, flat("#aeb9bf"))
        s.line([(x + 28, 440), (x + 22, 480)], 6, flat("#aeb9bf"))
    s.blob(
        path("262,250 340,206 560,204 700,230 748,284 706,340 500,350 300,344 246,300"),
        down(lighter(main, 0.35), darker(main, 0.15)),
    )
    s.line(path("330,232 380,138 600,128 706,190 720,262"), 38, down(lighter(main, 0.3), main), True)
    s.line(path("352,214 396,132 590,120 686,168"), 8, flat("#ffffff", 150), True)
    s.box(452, 116, 540, 150, down("#ffffff", accent), 14)
    s.ellipse(310, 284, 28, 28, flat(darker(main, 0.35)))
    s.ellipse(310, 282, 22, 22, down("#ffffff", accent))
    for x in range(560, 680, 24):
        s.line([(x, 262), (x + 14, 312)], 7, flat(darker(main, 0.3)))
    s.box(330, 340, 452, 362, flat(darker(main, 0.3)), 8)


def juicer_cup(s: Sheet, main: Colour, accent: Colour) -> None:
    """A portable juicer cup."""
    s.shade(500, 672, 190, 26)
    s.line(path("566,142 618,108 640,160 606,214"), 15, flat(darker(main, 0.1)), True)
    s.box(398, 128, 602, 218, round_body(main), 34)
    s.box(392, 210, 608, 470, along("#eef6fa", "#c4d8e2"), 14)
    s.box(404, 288, 596, 464, down(lighter(accent, 0.25), accent), 10)
    for x, y, r in ((452, 330, 25), (532, 360, 30), (470, 410, 28), (560, 300, 18)):
        s.ellipse(x, y, r, r, down(lighter(main, 0.35), main))
    for x, y in ((440, 304), (500, 322), (550, 420), (510, 440)):
        s.ellipse(x, y, 6, 6, flat("#ffffff", 190))
    s.box(412, 222, 436, 460, flat("#ffffff", 130), 10)
    for y in (300, 350, 400):
        s.line([(572, y), (592, y)], 3, flat("#6f8797"))
    s.box(388, 466, 612, 496, steel(), 8)
    s.tapered((388, 612), (404, 596), 494, 676, round_body(main), 34)
    s.ellipse(500, 584, 34, 34, flat(lighter(main, 0.65)))
    s.arc(500, 584, (15, 15), -60, 240, 5, flat(darker(main, 0.35)))
    s.line([(500, 562), (500, 582)], 5, flat(darker(main, 0.35)))


def flask(s: Sheet, main: Colour, accent: Colour) -> None:
    """A vacuum flask, and a second one behind it in another colour."""
    for x, top, colour in ((610, 150, mixed(main, "#d98f6a", 0.75)), (430, 112, rgb(main))):
        s.shade(x, 672, 150, 24)
        s.tapered((x - 62, x + 62), (x - 62, x + 62), top, top + 120, steel(accent), 20)
        s.box(x - 70, top + 112, x + 70, top + 136, steel(darker(accent, 0.1)), 6)
        s.tapered((x - 74, x + 74), (x - 92, x + 92), top + 134, top + 186, round_body(colour), 6)
        s.box(x - 92, top + 180, x + 92, 660, round_body(colour), 18)
        s.box(x - 90, 642, x + 90, 672, steel(accent), 12)
        s.box(x - 60, top + 230, x - 48, 600, flat("#ffffff", 60), 6)
    s.text(450, 430, "500 ml", 26, lighter(main, 0.65))


def scale(s: Sheet, main: Colour, accent: Colour) -> None:
    """A flat kitchen scale with a bowl of fruit."""
    s.shade(500, 650, 400, 34)
    s.polygon(path("214,520 786,520 862,620 138,620"), along(lighter(main, 0.4), darker(main, 0.12)))
    s.polygon(path("138,620 862,620 852,648 148,648"), down(darker(main, 0.15), darker(main, 0.4)))
    s.polygon(path("384,574 616,574 630,610 370,610"), down("#22303a", "#3b4d58"))
    s.text(500, 592, "0.486 kg", 30, "#a9f0d1")
    for x in (326, 674):
        s.ellipse(x, 592, 24, 9, flat(accent))
    s.shade(500, 540, 220, 24, 120)
    for x, y, r, colour in (
        (420, 340, 62, "#e2574c"),
        (520, 316, 66, "#f3a63b"),
        (602, 352, 54, "#7fb450"),
        (470, 388, 50, "#f6c945"),
    ):
        s.ellipse(x, y, r, r, down(lighter(colour, 0.35), darker(colour, 0.15)))
        s.line([(x, y - r + 4), (x + 8, y - r - 16)], 6, flat("#6b4a2b"))
    s.blob(
        path("286,372 500,392 714,372 672,482 590,536 410,536 328,482"),
        along(lighter(accent, 0.35), darker(accent, 0.25)),
    )
    s.blob(path("306,392 360,400 400,500 376,510 338,460"), flat("#ffffff", 70))


DRAWINGS = {
    "kettle": kettle,
    "gooseneck": gooseneck,
    "blender": blender,
    "rice_cooker": rice_cooker,
    "toaster": toaster,
    "air_fryer": air_fryer,
    "coffee_maker": coffee_maker,
    "hand_mixer": hand_mixer,
    "juicer_cup": juicer_cup,
    "flask": flask,
    "scale": scale,
}
