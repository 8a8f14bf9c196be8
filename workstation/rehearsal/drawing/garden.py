"""Garden tools of the rehearsal's main exhibitor."""

from workstation.rehearsal.drawing.canvas import (
    Colour,
    Point,
    Sheet,
    along,
    darker,
    down,
    flat,
    lighter,
    mixed,
    path,
    round_body,
    steel,
)


def _battery(s: Sheet, x: float, y: float, dark: Colour) -> None:
    s.box(x, y, x + 104, y + 70, down(lighter(dark, 0.22), darker(dark, 0.2)), 12)
    for cell in range(3):
        s.box(x + 18 + cell * 24, y + 42, x + 34 + cell * 24, y + 52, flat("#7fe08a" if cell < 2 else "#5c666d"), 3)
    s.text(x + 52, y + 24, "20 V", 20, "#eef2f4")


def hedge_trimmer(s: Sheet, main: Colour, accent: Colour) -> None:
    """A cordless hedge trimmer, blade to the right."""
    s.shade(480, 600, 420, 24, 80)
    for tooth in range(13):
        x = 470 + tooth * 36
        for side in (-1, 1):
            s.polygon(
                [(x, 452), (x + 22, 452), (x + 17, 452 + side * 38), (x + 7, 452 + side * 38)],
                along("#eef2f4", "#98a4ab"),
            )
    s.box(420, 436, 946, 468, down("#f4f6f7", "#8d989f"), 10)
    s.line([(440, 452), (930, 452)], 3, flat("#6b767d"))
    s.line(path("396,380 380,250 452,214 520,270 508,372"), 28, down(lighter(accent, 0.25), accent), True)
    _battery(s, 142, 494, accent)
    s.blob(
        path("120,380 240,352 400,372 500,396 520,452 490,512 360,520 250,506 150,470"),
        down(lighter(main, 0.3), darker(main, 0.18)),
    )
    s.line(path("100,470 92,390 150,330 250,336"), 34, down(lighter(main, 0.22), main), True)
    s.line(path("112,440 116,390 160,352 230,354"), 10, flat(accent), True)
    s.box(180, 376, 262, 396, flat("#e2574c"), 9)
    s.blob(path("318,396 398,392 478,412 480,470 420,492 330,488"), flat(accent, 235))
    for x in (352, 384, 416, 448):
        s.line([(x, 418), (x - 8, 468)], 7, flat(lighter(accent, 0.25)))
    s.text(250, 440, "510 mm", 24, "#ffffff")


def grass_trimmer(s: Sheet, main: Colour, accent: Colour) -> None:
    """A grass trimmer across the picture over a lawn."""
    s.blob(path("-100,640 200,616 500,628 800,612 1100,636 1100,900 -100,900"), down("#a9cf8d", "#6ea45e"))
    s.line([(262, 168), (760, 566)], 20, down("#f1f4f6", "#9aa5ac"))
    s.line([(452, 320), (610, 446)], 30, down(lighter(accent, 0.25), accent))
    s.line(path("392,272 470,196 548,236 506,350"), 22, down(lighter(accent, 0.3), accent), True)
    _battery(s, 84, 140, accent)
    s.blob(path("150,96 240,84 330,160 356,224 310,250 230,214 166,160"), down(lighter(main, 0.3), darker(main, 0.15)))
    s.line(path("300,176 210,262 262,300"), 16, down(lighter(accent, 0.2), accent), True)
    s.blob(path("700,520 760,500 820,546 832,606 770,620 716,584"), down(lighter(main, 0.3), darker(main, 0.15)))
    s.blob(path("640,616 700,566 830,578 856,640 740,652"), down(lighter(accent, 0.15), accent))
    s.ellipse(774, 634, 44, 13, flat("#4b545b"))
    s.arc(774, 636, (150, 24), 10, 170, 3, flat(mixed(main, "#ffffff", 0.4)))
    for x, lean in ((560, -14), (604, -4), (902, 10), (940, 18), (520, -8), (980, 8)):
        s.line([(x, 690), (x + lean, 610)], 7, flat("#5b9350"))


def leaf_blower(s: Sheet, main: Colour, accent: Colour) -> None:
    """A leaf blower with leaves before it."""
    s.shade(420, 640, 340, 24)
    s.polygon(path("470,348 840,408 838,502 470,480"), down(lighter(accent, 0.3), darker(accent, 0.15)))
    s.polygon(path("826,398 888,414 884,498 826,510"), down(lighter(accent, 0.15), accent))
    s.polygon(path("500,364 812,414 812,430 500,392"), flat("#ffffff", 60))
    s.line(path("236,340 252,210 400,176 506,240 520,340"), 38, down(lighter(main, 0.3), main), True)
    s.line(path("282,250 330,214 410,202"), 14, flat(accent), True)
    _battery(s, 262, 568, accent)
    s.ellipse(360, 432, 156, 148, down(lighter(main, 0.32), darker(main, 0.15)))
    s.polygon(path("400,310 540,344 540,486 420,560"), down(lighter(main, 0.2), darker(main, 0.15)))
    s.ellipse(352, 436, 98, 94, flat(darker(accent, 0.1)))
    for ring in (80, 60, 40, 20):
        s.arc(352, 436, (ring, ring * 0.96), 0, 360, 6, flat(lighter(accent, 0.25)))
    for x, y, turn, colour in (
        (930, 330, 30, "#e0913a"),
        (960, 470, -20, "#c8632f"),
        (910, 580, 60, "#d9b13d"),
        (980, 390, 80, "#8aa04a"),
    ):
        s.ellipse(x, y, 30, 13, down(lighter(colour, 0.25), colour), turn)
    for y in (420, 456, 492):
        s.line([(900, y), (948, y - 3)], 4, flat("#ffffff", 170))


def hose_reel(s: Sheet, main: Colour, accent: Colour) -> None:
    """A wall-mounted automatic hose reel."""
    s.box(152, 150, 216, 610, down("#e8ecee", "#a9b4bb"), 12)
    for y in (190, 570):
        s.ellipse(184, y, 13, 13, flat("#7b868d"))
    s.box(206, 330, 300, 430, along("#cfd7db", "#8b969d"), 12)
    s.line(
        path("600,590 664,640 742,600 760,520 840,500 870,570"),
        23,
        down(lighter(accent, 0.2), darker(accent, 0.1)),
        True,
    )
    s.line([(868, 560), (880, 640)], 32, down("#50585f", "#2b3136"))
    s.polygon(path("852,628 908,628 920,680 840,680"), down(lighter(main, 0.15), main))
    s.blob(
        path("290,230 480,116 680,176 764,370 690,560 500,640 320,560 262,390"),
        down(lighter(main, 0.3), darker(main, 0.22)),
    )
    s.ellipse(512, 378, 176, 176, flat(darker(main, 0.35)))
    for ring in range(5):
        s.arc(512, 378, (160 - ring * 24,) * 2, 0, 360, 21, down(lighter(accent, 0.25), darker(accent, 0.12)))
    s.ellipse(512, 378, 48, 48, down(lighter(main, 0.35), main))
    s.ellipse(512, 378, 17, 17, flat(darker(main, 0.4)))
    s.blob(path("330,262 470,152 600,160 480,190 366,290"), flat("#ffffff", 90))
    s.line(path("440,150 520,96 610,136"), 25, down(lighter(main, 0.25), main), True)
    s.text(512, 596, "20 m + 2 m", 27, "#ffffff")


def shears(s: Sheet, main: Colour, accent: Colour) -> None:
    """Bypass pruning shears, opened, with a twig."""
    s.shade(500, 650, 330, 22)
    s.line(path("640,90 566,190 520,282"), 13, flat("#7b5b38"), True)
    for x, y, turn in ((600, 128, -20), (640, 176, 35), (560, 176, -60)):
        s.ellipse(x, y, 40, 17, down("#9ac76f", "#5f944a"), turn)
    s.blob(
        path("496,420 432,350 404,250 420,140 470,226 540,330 560,410"),
        along(lighter(accent, 0.6), darker(accent, 0.2)),
    )
    s.line(path("424,160 470,262 528,352"), 4, flat("#ffffff", 200), True)
    s.blob(
        path("468,430 520,352 600,290 660,210 664,300 612,380 546,440"),
        along(darker(accent, 0.1), darker(accent, 0.45)),
    )
    for side in (-1, 1):
        handle: list[Point] = [
            (500 + side * 14, 430),
            (500 + side * 96, 520),
            (500 + side * 132, 610),
            (500 + side * 108, 690),
        ]
        s.line(handle, 52, down(lighter(main, 0.2), darker(main, 0.2)), True)
        s.line([(x - 10, y) for x, y in handle[1:]], 8, flat(lighter(main, 0.5), 120), True)
    s.line(path("404,500 470,474 440,510 560,492 530,520 600,508"), 6, flat("#9aa5ac"))
    s.ellipse(508, 420, 34, 34, down("#f1f4f5", "#8b969d"))
    s.polygon(path("490,420 499,404 517,404 526,420 517,436 499,436"), flat("#5f6a71"))
    s.box(446, 470, 484, 494, flat("#2c3136"), 8)


def sprayer(s: Sheet, main: Colour, accent: Colour) -> None:
    """A pressure sprayer with hose and lance."""
    s.shade(450, 668, 260, 26)
    s.line(path("340,240 190,320 176,520 280,610"), 13, flat("#3d464c"), True)
    s.line(path("520,560 660,640 760,560 770,420"), 15, flat("#3d464c"), True)
    s.line([(770, 470), (764, 330)], 36, down(lighter(accent, 0.25), accent))
    s.box(732, 372, 752, 440, flat("#e2574c"), 8)
    s.line([(764, 330), (748, 130)], 14, along("#e9c46a", "#b98a2c"))
    s.polygon(path("730,134 766,126 758,94 734,98"), along("#f0d68a", "#b98a2c"))
    for dx, dy in ((-60, -42), (-20, -58), (24, -50), (-40, -10), (50, -24), (-84, -70), (0, -84)):
        s.ellipse(742 + dx, 84 + dy * 0.8, 6, 6, flat("#7fb9e6", 200))
    s.line([(430, 186), (430, 104)], 25, steel())
    s.line([(330, 96), (530, 96)], 35, down(lighter(accent, 0.3), accent))
    s.tapered((374, 486), (350, 510), 176, 250, round_body(accent), 12)
    s.blob(path("330,250 530,250 580,300 588,600 560,656 300,656 272,600 280,300"), round_body(main, 0.5))
    s.blob(path("288,470 430,460 574,470 578,598 552,644 308,644 282,598"), down("#8fc6ec", "#5d9fd0", 90))
    for line, y in enumerate((560, 490, 420, 350)):
        s.line([(516, y), (556, y)], 4, flat(darker(accent, 0.1)))
        s.text(500, y, f"{2 + 2 * line}", 25, darker(accent, 0.1), "rm")
    s.box(300, 640, 560, 670, round_body(accent), 10)
    s.ellipse(560, 290, 15, 15, flat("#e2574c"))


DRAWINGS = {
    "hedge_trimmer": hedge_trimmer,
    "grass_trimmer": grass_trimmer,
    "leaf_blower": leaf_blower,
    "hose_reel": hose_reel,
    "shears": shears,
    "sprayer": sprayer,
}
