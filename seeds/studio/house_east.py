"""China, Taiwan, Japan, Korea."""
import math
import numpy as np
import paint as p
from forms import *
from materials import *
from props import *
from table import colour, pic, variants


# --- China ----------------------------------------------------------------------------------------


@variants('cn-celadon-teapot', ('celadon', 'snow'), elev=17, turn=-22)
def _(c):
    g = glaze('#93b59d' if c == 'celadon' else '#ece8dc', None, 0.1, crackle=0.5)
    teapot(g)
    at(bowl('cone', g, 0.03), (0.95, -0.95, 0), scale=0.8)


@pic('cn-oil-spot-cup', elev=26)
def _():
    g = glaze('#1b1614', '#2a1e18', 0.1, spots='#b9b7ad')
    at(bowl('cone', g, 0.03), (0, 0, 0))
    at([bowl('cone', g, 0.03), drink(0.33, 0.36, '#6b2a0c')], (0.72, 0.55, 0))


@variants('cn-silk-scarf', ('jade', 'plum'), elev=9, turn=24, fill=0.76)
def _(c):
    col = colour(c)
    a = p.canvas(col)
    for i in range(14):
        x = 40 + i * 74
        pts = [(x + 26 * math.sin(y / 160 + i), y) for y in range(-10, 1040, 20)]
        p.line(a, pts, pale(col, 0.4), 5)
        for y in range(20, 1024, 70):
            xx = x + 26 * math.sin(y / 160 + i)
            p.petal(a, xx, y, 1.2, 52, 8, pale(col, 0.55))
            p.petal(a, xx, y + 30, 1.95, 52, 8, pale(col, 0.25))
    hung_scarf(painted(a, 0.42, 0, (1, 3), spec=0.5, sheen=0.4))


@pic('cn-bamboo-steamer', elev=24, turn=20)
def _():
    b, d = wood('bamboo', 'X', rough=0.6), wood('bamboo', 'X', 2, rough=0.7)
    for z in (0, 0.62):
        vessel([(1.0, z), (1.02, z + 0.02), (1.02, z + 0.56), (1.02, z + 0.58)], b, 0.06)
        ring(1.045, 0.035, d, z + 0.1)
        ring(1.045, 0.035, d, z + 0.5)
        for q in (0, 2.1, 4.2):
            at(box(0.12, 0.04, 0.5, d, 0.01), (1.06 * math.sin(q), -1.06 * math.cos(q), z + 0.04), (0, 0, math.degrees(q)))
    a = p.basket('#d5b878', '#9a7338', 8)
    lid = turned([(1.02, 1.26), (1.0, 1.36), (0.6, 1.5), (0, 1.54)], painted(a, 0.6, 0, (14, 3), bump=0.7))
    ring(1.03, 0.06, b, 1.28)
    tube([(-0.22, 0, 1.52), (-0.14, 0, 1.68), (0.14, 0, 1.68), (0.22, 0, 1.52)], 0.04, b)


@pic('cn-elm-drum-stool', elev=14, turn=15)
def _():
    w = wood('elm', 'Z', 0.8)
    turned([(1.2, 0, 1), (1.26, 0.1), (1.52, 1.1), (1.55, 1.6), (1.26, 3.1), (1.2, 3.2, 1), (0, 3.2)], w, flute=(22, 0.008))
    for z in (0.3, 2.9):
        ring(1.3, 0.06, plain('#3a2519', 0.4), z)
    turned([(0, 3.18), (1.3, 3.18, 1), (1.34, 3.3), (1.28, 3.42, 1), (0, 3.44)], wood('elm', 'X', 0.7))
    n = ball(0.06, metal(dark(BRASS, 0.3), 0.35), seg=12)
    copies(n, [((1.41 * math.cos(q), 1.41 * math.sin(q), z), (0, 0, 0)) for z in (0.52, 2.68) for q in np.linspace(0, TAU, 26)[:-1]])


@pic('cn-green-tea', elev=17, turn=-10)
def _():
    tin(0.5, 1.5, plain('#3f5b40', 0.35), plain('#34503a', 0.3))
    band(0.508, 0.2, 0.95, painted(p.band_label('#e9e3cf', '#3f5b40', 'hill', 3), 0.7, 0))
    at(plate(0.58, glaze('#efece2'), 0.12), (0.95, -0.7, 0))
    at(heap_leaves(plain('#6f8144', 0.8, mottle=0.2), 110, 0.36, 0.12, 0.2, z=0.1), (0.95, -0.7, 0))


@pic('cn-bamboo-flute', elev=44, turn=54, fill=0.8)
def _():
    w = wood('smoked', 'X', rough=0.3)
    L = 6.4
    xs = np.linspace(-L / 2, L / 2, 49)
    rad = [0.125 + (0.012 if i % 12 == 0 else 0) for i in range(49)]
    tube([(x, 0, 0.32) for x in xs], rad, w, 24, k=1)
    hole = plain('#15100c', 0.9)
    for x in (-2.0, -1.35, 0.0, 0.42, 0.84, 1.35, 1.77, 2.2):
        at(face_disc(0.06 if x > -1.9 else 0.075, 0, hole), (x, 0, 0.448))
    thread = plain('#7d1d1a', 0.5)
    for x in (-3.0, -2.5, -1.0, -0.6, 2.7, 3.05):
        for k in range(4):
            at(ring(0.137, 0.017, thread, 0, 8, 24), (x + k * 0.036, 0, 0.32), (0, 90, 0))
    for x in (-1.8, 1.8):
        o = box(0.22, 0.7, 0.2, wood('rosewood'), 0.04, loc=(x, 0, 0))


@pic('cn-ink-set', elev=38, turn=18)
def _():
    box(3.0, 2.0, 0.1, paper('#a88c63'), 0.02)
    for x, y, w, d in ((0, 1.0, 3.0, 0.06), (0, -1.0, 3.0, 0.06), (-1.5, 0, 0.06, 2.06), (1.5, 0, 0.06, 2.06)):
        box(w, d, 0.34, paper('#94784f'), 0.01, loc=(x, y, 0))
    s = stone('#3d4143', '#2c2f31', 8, 0.55)
    box(1.3, 0.9, 0.22, s, 0.06, loc=(-0.65, 0.38, 0.1))
    at(turned([(0, 0), (0.36, 0), (0.38, 0.01)], plain('#16181a', 0.15)), (-0.75, 0.38, 0.325))
    at(box(0.9, 0.24, 0.16, plain('#1a1715', 0.4), 0.03), (0.8, 0.62, 0.1))
    at(face_disc(0.08, 0, plain(GOLD, 0.3, metal=1)), (0.9, 0.62, 0.265))
    for y, c in ((-0.3, '#6d4a2a'), (-0.65, '#c8a45e')):
        rod((-1.2, y, 0.2), (0.75, y, 0.2), 0.075, plain(c, 0.4))
        at(turned([(0, 0), (0.085, 0), (0.1, 0.12), (0.07, 0.3), (0.0, 0.52)], plain('#e8dcc4' if y > -0.5 else '#7a5f45', 0.9), steps=24), (0.75, y, 0.2), (0, 90, 0))


@pic('cn-cobalt-vase', elev=10, turn=0)
def _():
    a = p.canvas('#f1f0ea', 1400, 1400)
    b, l = '#21418f', '#5f82c4'
    for y, t in ((250, 12), (275, 4), (520, 8), (860, 8), (1150, 20), (1185, 6), (1290, 10)):
        p.line(a, [(-5, y), (1405, y)], b, t)
    for i in range(7):
        x = 100 + i * 200
        p.flower(a, x, 690, 84, 10, b, '#f1f0ea', 0.22)
        p.flower(a, x, 690, 50, 10, l, b, 0.2)
        p.sprig(a, x + 100, 800, -math.pi / 2, 190, l, 4, 0.3, 5, b)
    for i in range(14):
        p.petal(a, i * 100 + 50, 1135, -math.pi / 2, 200, 36, b)
        p.petal(a, i * 100 + 50, 1130, -math.pi / 2, 150, 20, '#f1f0ea')
        p.petal(a, i * 100 + 50, 385, -math.pi / 2, 90, 24, l)
    vessel([(0.5, 0), (0.52, 0.06), (0.82, 0.7), (0.92, 1.35), (0.7, 1.95), (0.3, 2.3), (0.24, 2.7), (0.3, 3.0), (0.4, 3.1)], painted(p.warp(a, 3, 30), 0.1, 0.5, bump=0), 0.05)


@pic('cn-go-set', elev=36, turn=-24)
def _():
    a = p.canvas('#d8b274', 1024, 1024)
    p.worn(a, 0.08)
    for i in range(19):
        k = 62 + i * 50
        p.line(a, [(62, k), (962, k)], '#3c2a18', 3)
        p.line(a, [(k, 62), (k, 962)], '#3c2a18', 3)
    for i in (3, 9, 15):
        for j in (3, 9, 15):
            p.disc(a, 62 + i * 50, 62 + j * 50, 8, '#3c2a18')
    box(4.2, 4.2, 0.28, wood('bamboo'), 0.03, faces={'top': painted(a, 0.4, 0.1)})
    st = [(3, 3, 0), (15, 15, 0), (15, 3, 1), (3, 15, 1), (5, 2, 1), (4, 4, 0), (13, 2, 0), (16, 5, 0), (14, 4, 1), (15, 9, 1), (9, 9, 0), (10, 9, 1), (9, 8, 1), (10, 8, 0), (11, 8, 0), (2, 12, 0), (4, 13, 1), (9, 14, 1)]
    for who, c in ((0, '#1c1b1a'), (1, '#f3efe4')):
        o = ball(0.1, plain(c, 0.2), (1, 1, 0.42), 20)
        copies(o, [((-2.1 + (62 + i * 50) / 1024 * 4.2, -2.1 + (62 + j * 50) / 1024 * 4.2, 0.32), (0, 0, 0)) for i, j, k in st if k == who])
        at([vessel([(0.4, 0), (0.5, 0.04), (0.66, 0.3), (0.6, 0.62), (0.52, 0.7)], wood('rosewood', 'Z'), 0.07)], (2.95, -1.0 + who * 1.7, 0))
        o2 = ball(0.1, plain(c, 0.2), (1, 1, 0.42), 20)
        at(scatter(o2, 60, 0.42, 0.5, 4 + who, (1, 1), 0.12), (2.95, -1.0 + who * 1.7, 0))


@variants('cn-paper-lantern', ('cinnabar', 'cream'), elev=4, dim=0.92, hang=0.55, fill=0.74)
def _(c):
    col = '#cf3a26' if c == 'cinnabar' else '#f2dfb6'
    m = lit(dark(col, 0.12), 0.5, bright=pale(col, 0.12))
    turned([(0.42, 0.32), (1.0, 0.55), (1.42, 1.15), (1.42, 1.55), (1.0, 2.15), (0.42, 2.38)], m, k=10, flute=(24, 0.02))
    g = metal(GOLD, 0.3)
    for z in (0.24, 2.32):
        turned([(0, z), (0.44, z, 1), (0.46, z + 0.07), (0.44, z + 0.14, 1), (0, z + 0.14)], g)
    tassel(plain('#c23320' if c == 'cinnabar' else '#c79a45', 0.7), (0, 0, 0.12), 0.85, 0.17)
    rod((0, 0, 2.4), (0, 0, 3.1), 0.018, plain('#6b4a2a'))


# --- Taiwan ---------------------------------------------------------------------------------------


@pic('tw-high-oolong', elev=20, turn=24)
def _():
    square_tin(0.95, 1.6, plain('#28404a', 0.4), plain('#22363f', 0.35), painted(p.label('#28404a', '#d9c48c', 'hill', h=1100), 0.45, 0.1), 0.85)
    at(bowl('low', glaze('#efe9da'), 0.05), (1.15, -0.7, 0), scale=0.5)
    o = ball(0.055, plain('#46532f', 0.75, mottle=0.3), (1, 0.8, 0.75), 12)
    crumple(o, 0.03, 20)
    at(scatter(o, 130, 0.44, 0.13, 3, (0.7, 1.2), 0.2), (1.15, -0.7, 0))


@pic('tw-ruby-black-tea', elev=16, turn=-16, grain=2)
def _():
    pouch(1.1, 0.6, 1.75, paper('#c8b48d', 0.3), painted(p.label('#f0e8d4', '#7c2a1f', 'wave', '#7c2a1f'), 0.8, 0), tie=plain('#7c2a1f', 0.7))
    g = glass('#fbfdfc')
    at([vessel([(0.2, 0), (0.26, 0.04), (0.34, 0.25), (0.35, 0.5)], g, 0.025), turned([(0, 0.06), (0.22, 0.06), (0.31, 0.25), (0.325, 0.4, 1), (0, 0.4)], syrup('#a8351a'))], (1.05, -0.55, 0), scale=1.25)


@pic('tw-glass-pitcher', elev=16, turn=-28, grain=2)
def _():
    g = glass('#f6fbfa')
    o = vessel([(0.4, 0), (0.46, 0.04), (0.6, 0.35), (0.5, 0.72), (0.47, 0.95), (0.52, 1.08)], g, 0.03)
    for v in o.data.vertices:
        if v.co.z > 0.85 and v.co.x > 0:
            k = (v.co.z - 0.85) / 0.25 * max(0, v.co.x / 0.5) ** 6
            v.co.x += 0.2 * k
            v.co.z += 0.03 * k
    turned([(0, 0.05), (0.43, 0.06), (0.565, 0.35), (0.5, 0.62, 1), (0, 0.62)], syrup('#d99a3a'))
    handle((0.5, 0.48), 0.3, 0.9, 0.36, 0.05, g, 180)


@variants('tw-indigo-tote', ('indigo', 'natural'), elev=10, turn=14, fill=0.76)
def _(c):
    a = p.resist_circles('#26365f', '#dfe3e6') if c == 'indigo' else p.resist_circles('#e0d3b8', '#34497f')
    m = painted(a, 0.9, 0, weave=0.5)
    tote(m, 3.6, 3.3, 0.6, fabric('#26365f' if c == 'indigo' else '#d8c9a8', weave=0.5))


@pic('tw-cypress-soap', elev=24, turn=28)
def _():
    m = plain('#d8cda4', 0.55, mottle=0.08)
    soap_bar(m)
    at(soap_bar(plain('#aebb8d', 0.55, mottle=0.1)), (0.12, 0.1, 0.35), (0, 0, 24))
    for i, (x, y, r) in enumerate(((0.75, -0.42, 20), (-0.78, -0.35, 150))):
        for k in range(9):
            o = leaf(0.26, 0.035, plain('#55703f', 0.7), 0.04)
            at(o, (x, y + 0.02, 0.03), (0, 0, r + k * 20 - 80))


@pic('tw-paper-lantern', elev=6, dim=0.9)
def _():
    a = p.canvas('#f6e3ba')
    rng = np.random.default_rng(2)
    p.line(a, [(330, 1000), (420, 760), (560, 560), (600, 330), (700, 180)], '#4a2c20', 22)
    p.line(a, [(470, 680), (380, 480), (400, 330)], '#4a2c20', 12)
    p.line(a, [(575, 500), (720, 440)], '#4a2c20', 10)
    for x, y in ((600, 330), (700, 190), (660, 260), (400, 340), (385, 440), (720, 440), (540, 590), (430, 740), (470, 420), (660, 480)):
        p.flower(a, x, y, 44, 5, '#c23a4a', '#f4d88a', 0.42, rng.random())
    m = lit('#f6e3ba', 0.42, a)
    turned([(0.4, 0.4), (0.72, 0.75), (0.9, 1.4), (0.9, 1.9), (0.72, 2.55), (0.4, 2.9)], m, k=10, flute=(1, 0.0))
    for z in np.linspace(0.5, 2.8, 15):
        k = (z - 1.65) / 1.25
        r = 0.905 - 0.47 * abs(k) ** 2.6
        ring(r + 0.0, 0.011, plain('#c7a567', 0.6), z, 6)
    w = wood('smoked', 'Z')
    turned([(0, 0), (0.5, 0, 1), (0.48, 0.12), (0.36, 0.2), (0.36, 0.42, 1), (0, 0.42)], w)
    turned([(0.36, 2.86), (0.4, 2.9), (0.4, 3.0, 1), (0.3, 3.0)], w)


@variants('tw-pineapple-jam', ('pineapple', 'plum'), elev=14, turn=0)
def _(v):
    c, ink = ('#e0a22c', '#a8741c') if v == 'pineapple' else ('#5a1626', '#5a1626')
    jam = plain(c, 0.25, mottle=0.25)
    cloth_jar(jam, painted(p.plaid('#f2ecdd', [(0.1, 0.3, ink, 0.6), (0.6, 0.1, ink, 0.5)], 9), 0.9, 0), painted(p.band_label('#f4eddc', ink, 'fruit', 3, h=380), 0.7, 0))
    tube([(0.3, -0.72, 0.06), (0.7, -0.6, 0.07), (1.05, -0.5, 0.1)], [0.05, 0.04, 0.05], wood('beech'))
    at(ball(0.15, wood('beech'), (1.3, 1, 0.4), 20), (0.22, -0.74, 0.07), (0, 0, 15))


@pic('tw-wood-fired-vase', elev=10)
def _():
    vessel([(0.5, 0), (0.54, 0.06), (0.72, 0.6), (0.75, 1.15), (0.55, 1.55), (0.24, 1.75), (0.2, 2.0), (0.3, 2.2)], clay('#8a5a3a', 0.6, 2.5, 0.3, 0.4, '#4c4536'), 0.05)
    for i in range(7):
        q = i * 0.9
        tube([(0, 0, 1.6), (0.1 * math.cos(q), 0.1 * math.sin(q), 2.4), (0.35 * math.cos(q), 0.35 * math.sin(q), 3.1), (0.75 * math.cos(q), 0.6 * math.sin(q), 3.6)], [0.016, 0.014, 0.03, 0.012], plain('#b79a62', 0.9), 6)


@pic('tw-camphor-tray', elev=28, turn=24)
def _():
    w, w2 = wood('camphor'), wood('camphor', 'X', 1.4)
    box(3.8, 2.4, 0.3, w, 0.04)
    for y in np.linspace(-1.02, 1.02, 13):
        box(3.5, 0.11, 0.07, w2, 0.015, loc=(0, y, 0.29))
    for x, y, a, b in ((0, 1.16, 3.8, 0.1), (0, -1.16, 3.8, 0.1), (-1.85, 0, 0.1, 2.4), (1.85, 0, 0.1, 2.4)):
        box(a, b, 0.45, w, 0.03, loc=(x, y, 0))
    clay_m = clay('#7d3f2a', 0.5)
    at(teapot(clay_m), (-0.5, 0.2, 0.36), (0, 0, -30), 0.85)
    for x, y in ((0.7, -0.45), (1.25, -0.2), (0.75, 0.3), (1.3, 0.5)):
        at(bowl('cone', glaze('#eee7d6'), 0.03), (x, y, 0.36), scale=0.55)


@variants('tw-majolica-tile', ('peony', 'pomelo'), elev=8, turn=16, fill=0.68)
def _(v):
    a = p.canvas('#e9dfc2' if v == 'peony' else '#2f6b57')
    h = np.zeros((1024, 1024, 3), np.float32)

    def both(fn, c, up):
        fn(a, c)
        fn(h, '#%02x%02x%02x' % ((int(up * 255),) * 3))

    both(lambda t, c: p.rect(t, 30, 30, 994, 994, c, 40), '#7a3040' if v == 'peony' else '#d8b04a', 0.8)
    if v == 'peony':
        for k, (r, n, c) in enumerate(((330, 9, '#b23a55'), (240, 8, '#cf6a7d'), (150, 7, '#e6a3a8'))):
            for i in range(n):
                both(lambda t, c: p.petal(t, 512, 470, 6.283 * i / n + k * 0.4, r, r * 0.3, c), c, 0.4 + 0.2 * k)
        both(lambda t, c: p.disc(t, 512, 470, 50, c), '#e2b33c', 1.0)
        for q in (0.7, 2.4, 1.57):
            both(lambda t, c: p.petal(t, 512, 700, q, 300, 70, c), '#3f7a4a', 0.5)
    else:
        for x, y, r in ((400, 520, 190), (650, 420, 160)):
            both(lambda t, c: p.disc(t, x, y, r, c), '#e5b53a', 0.9)
            both(lambda t, c: p.disc(t, x - r * 0.25, y - r * 0.3, r * 0.3, c), '#f1d474', 1.0)
        for x, y, q in ((520, 330, -2.4), (560, 330, -0.8), (540, 720, 1.0), (430, 720, 2.2), (700, 620, 0.5)):
            both(lambda t, c: p.petal(t, x, y, q, 250, 62, c), '#7fae5a', 0.6)
    for x, y in ((120, 120), (904, 120), (120, 904), (904, 904)):
        both(lambda t, c: p.flower(t, x, y, 66, 5, c, c, 0.4), '#d8b04a' if v == 'peony' else '#e9dfc2', 0.7)
    m = Mat()
    m.set(Roughness=0.1, Clearcoat=0.6)
    m.colour(m.image(a).outputs['Color'])
    m.bump(m.image(p.cv2.GaussianBlur(h, (0, 0), 7)).outputs['Color'], 0.7, 0.12)
    at(box(1.5, 0.1, 1.5, clay('#d0b79a'), 0.02, 2, {'front': m.m}), (0, 0, 0), (-12, 0, 0))
    at(box(1.5, 1.5, 0.1, clay('#d0b79a'), 0.02, 2, {'top': m.m}), (1.0, -0.9, 0), (0, 0, 20))


# --- Japan ----------------------------------------------------------------------------------------


@variants('jp-hagi-tea-bowl', ('moss', 'ash', 'persimmon'), elev=22, turn=30)
def _(c):
    col = {'moss': '#6d7a45', 'ash': '#cdc7b8', 'persimmon': '#d98a5c'}[c]
    g = glaze(col, {'moss': '#4c5733', 'ash': '#b9a894', 'persimmon': '#eac3a2'}[c], 0.2, crackle=0.35, scale=2.2, run=0.4)
    o = bowl('tea', g, 0.05)
    for v in o.data.vertices:
        q = math.atan2(v.co.y, v.co.x)
        v.co *= 1 + 0.016 * math.sin(2 * q + 1) * (v.co.z + 0.2)
        v.co.z += 0.015 * math.sin(3 * q) * v.co.z
    turned([(0.27, -0.005), (0.3, 0.05), (0.36, 0.09)], clay('#c79a72'))


@pic('jp-side-handle-teapot', elev=20, turn=-32)
def _():
    m = clay('#8c3f26', 0.45, 4, 0.12, 0.12)
    teapot(m, [(0.42, 0), (0.48, 0.04), (0.7, 0.24), (0.72, 0.45), (0.52, 0.68), (0.34, 0.72)], lid_h=0.08, grip='stick', spout_tip=(0.98, 0.72), spout_base=(0.6, 0.35), r0=0.16, r1=0.07, droop=-0.02)


@pic('jp-sencha', elev=18, turn=8)
def _():
    a = p.asanoha('#2f4f45', '#cfd7b8', 4, 6)
    turned([(0, 0), (0.5, 0, 1), (0.5, 0.95, 1), (0, 0.95)], plain('#2f4f45', 0.5))
    band(0.503, 0.01, 0.94, painted(a, 0.6, 0.1, (3, 1)))
    turned([(0, 0.95), (0.51, 0.95, 1), (0.51, 1.22), (0.46, 1.26, 1), (0, 1.26)], painted(p.asanoha('#2f4f45', '#cfd7b8', 4, 6), 0.6, 0.1, (3, 1)))
    at(bowl('low', wood('cypress'), 0.05), (1.05, -0.6, 0), scale=0.42)
    o = rod((-0.09, 0, 0), (0.09, 0.01, 0.01), 0.011, plain('#3d6135', 0.7), 6)
    at(scatter(o, 260, 0.38, 0.12, 3, (0.7, 1.2), 0.14), (1.05, -0.6, 0))


@variants('jp-wrapping-cloth', ('waves', 'hemp-leaf'), elev=22, turn=28)
def _(v):
    a = p.seigaiha('#26406f', '#e8e6dc', 8) if v == 'waves' else p.asanoha('#a3363a', '#f0e4d3', 6, 8)
    m = painted(a, 0.9, 0, weave=0.3)
    r = painted(a, 0.9, 0, (2, 1.4), weave=0.3)

    def f(u, q):
        x, y = (u * 2 - 1), (q * 2 - 1)
        k = max(abs(x), abs(y))
        rise = math.exp(-(x * x + y * y) * 9) * 0.16
        z = 1.0 - 0.95 * max(0, (k - 0.72) / 0.28) ** 1.5 + rise + 0.03 * math.sin(9 * x + 4 * y) * (1 - k)
        e = 0.75 + 0.25 * min(1, (1 - k) / 0.28) * 0 + 0.1 * (k > 0.72)
        s = 1.25 / (1 + 0.16 * max(0, k - 0.7))
        return (x * s * (1 + 0.08 * (1 - k)), y * s * 0.86, max(0, z))

    sheet(f, 70, 70, r, 0.02)
    for s in (-1, 1):
        tube([(s * 1.15, s * 0.1, 0.95), (s * 0.7, s * 0.05, 1.12), (s * 0.15, 0, 1.2)], [0.3, 0.16, 0.11], m, 18, flat_y=0.5)
        tube([(0, 0, 1.24), (s * 0.2, -s * 0.28, 1.42), (s * 0.55, -s * 0.4, 1.5), (s * 0.95, -s * 0.5, 1.36)], [0.1, 0.17, 0.26, 0.02], m, 18, flat_y=0.28)
    at(ball(0.2, m, (1.1, 0.9, 0.85)), (0, 0, 1.24))


@variants('jp-incense-sticks', ('hinoki', 'plum-blossom'), elev=28, turn=30)
def _(v):
    w = wood('cypress')
    box(2.2, 0.8, 0.08, w, 0.01)
    for x, y, a, b in ((0, 0.37, 2.2, 0.06), (0, -0.37, 2.2, 0.06), (-1.07, 0, 0.06, 0.8), (1.07, 0, 0.06, 0.8)):
        box(a, b, 0.34, w, 0.01, loc=(x, y, 0))
    st = plain('#7d8a55' if v == 'hinoki' else '#8d4a5c', 0.9)
    o = rod((-0.98, 0, 0), (0.98, 0, 0), 0.024, st, 8)
    copies(o, [((0.02 * math.sin(i * 7), -0.3 + (i % 12) * 0.054, 0.1 + (i // 12) * 0.045), (0, 0, 0.6 * math.sin(i * 3))) for i in range(60)])
    lab = painted(p.label('#efe6cf', '#5d6b3a' if v == 'hinoki' else '#8d4a5c', 'leaf' if v == 'hinoki' else 'flower', w=1000, h=500), 0.8, 0)
    at(box(2.22, 0.82, 0.12, w, 0.02, 2, {'top': lab}), (0.25, -1.05, 0.0), (0, 0, -8))
    rod((1.35, 0.55, 0.12), (1.5, 0.6, 1.4), 0.02, st, 8)
    at(turned([(0, 0), (0.24, 0), (0.26, 0.06), (0.16, 0.12), (0, 0.13)], glaze('#33423f' if v == 'hinoki' else '#d9c9c2')), (1.35, 0.55, 0))


@pic('jp-bench-chisel', elev=40, turn=38)
def _():
    s = metal('#8f9296', 0.28, brushed=0.1)
    h = wood('oak', 'X')
    parts = [tube([(0, 0, 0), (0.4, 0, 0), (1.0, 0, 0), (1.02, 0, 0)], [0.13, 0.15, 0.13, 0.06], h, 20, k=5)]
    parts.append(rod((-0.1, 0, 0), (0.02, 0, 0), 0.15, metal('#3b3b3d', 0.5)))
    parts.append(tube([(0.98, 0, 0), (1.06, 0, 0), (1.3, 0, 0), (1.55, 0, 0)], [0.12, 0.12, 0.075, 0.09], metal('#55565a', 0.4), 16, k=3))
    b = obj([(1.5, -0.1, -0.05), (1.5, 0.1, -0.05), (1.5, 0.1, 0.05), (1.5, -0.1, 0.05), (1.75, -0.19, -0.05), (1.75, 0.19, -0.05), (1.75, 0.19, 0.045), (1.75, -0.19, 0.045), (2.32, -0.19, -0.05), (2.32, 0.19, -0.05), (2.16, 0.19, 0.04), (2.16, -0.19, 0.04)], [(0, 1, 2, 3)[::-1], (0, 4, 5, 1)[::-1], (1, 5, 6, 2)[::-1], (2, 6, 7, 3)[::-1], (3, 7, 4, 0)[::-1], (4, 8, 9, 5)[::-1], (5, 9, 10, 6)[::-1], (6, 10, 11, 7)[::-1], (7, 11, 8, 4)[::-1], (8, 11, 10, 9)[::-1]], s, smooth=False)
    parts.append(b)
    at(parts, (-1.1, 0, 0.15))
    for i in range(6):
        c = i * 1.1
        tube([(0.3 + 0.3 * math.cos(c) + 0.11 * math.cos(q), -0.7 + 0.2 * math.sin(c) + 0.11 * math.sin(q), 0.08 + 0.02 * q) for q in np.linspace(0, 7, 14)], 0.045, wood('cypress'), 6, k=2, flat_y=0.15)


@pic('jp-washi-lamp', elev=7, dim=0.9)
def _():
    m = Mat()
    m.set(Roughness=0.9, Specular=0.05, Emission_Strength=0.75)
    f = m.ramp(m.noise(7, 6, (1, 0.15, 1), distortion=2.5), [(0.4, '#f3d79f'), (0.62, '#ffe9c0'), (0.75, '#e6bf7d')])
    m.colour(f)
    m.link(f, m.b.inputs['Emission'])
    turned([(0.95, 0.45), (1.15, 0.9), (1.2, 1.7), (1.12, 2.6), (0.95, 3.3)], m.m)
    w = wood('cypress', 'Z')
    ring(0.96, 0.05, w, 0.45)
    ring(0.96, 0.05, w, 3.3)
    for i in range(8):
        q = TAU * (i + 0.5) / 8
        tube([(r * math.cos(q), r * math.sin(q), z) for r, z in ((0.97, 0.42), (1.17, 0.9), (1.22, 1.7), (1.14, 2.6), (0.97, 3.32))], 0.035, w, 8)
    turned([(0, 0), (0.8, 0, 1), (0.8, 0.14, 1), (0.3, 0.16), (0.28, 0.44), (0.9, 0.46, 1), (0, 0.46)], w)


@variants('jp-lacquer-lunch-box', ('cinnabar', 'black'), elev=22, turn=28)
def _(c):
    m = lacquer('#a32a1c' if c == 'cinnabar' else '#17120f')
    inner = lacquer('#17120f' if c == 'cinnabar' else '#8f241a')
    box(1.9, 1.15, 0.42, m, 0.07, 5)
    box(1.9, 1.15, 0.42, m, 0.07, 5, loc=(0, 0, 0.43))
    a = p.canvas('#a32a1c' if c == 'cinnabar' else '#17120f', 1000, 600)
    p.sprig(a, 640, 560, -2.3, 380, '#d3a54b', 5, 0.24, 5)
    p.disc(a, 760, 170, 70, '#d3a54b')
    box(1.95, 1.2, 0.16, m, 0.06, 5, {'top': painted(p.worn(a, 0.02), 0.1, 1.0)}, loc=(0, 0, 0.86))
    w = wood('cypress')
    for y in (-0.9, -1.02):
        tube([(-0.95, y, 0.05), (0.95, y - 0.06, 0.05)], [0.045, 0.03], inner, 10, k=1)


@pic('jp-flower-vase', elev=24, turn=10)
def _():
    vessel([(0.75, 0), (0.78, 0.08), (1.12, 0.3), (1.2, 0.72), (1.18, 0.85)], glaze('#b9b7a3', '#8f917c', 0.28, speckle='#5d5a48', run=0.5), 0.08)
    face_disc(1.08, 0.62, plain('#5d6a66', 0.03, 0.6))
    br = plain('#5a3a28', 0.8)
    branch(br, plain('#6f8a4a', 0.7), 2.0, 0.7, 8, 0.42, 3, (-0.35, 0.1, 0.6))
    for x, h in ((-0.45, 1.3), (-0.28, 0.95)):
        tube([(x, 0.1, 0.6), (x - 0.08, 0.1, 0.6 + h)], 0.02, plain('#7d9455', 0.8), 6, k=1)
        at(turned([(0, 0), (0.08, 0.06), (0.1, 0.2), (0.0, 0.36)], plain('#d98aa0', 0.7), steps=20), (x - 0.08, 0.1, 0.6 + h))


@variants('jp-washi-notebook', ('waves', 'hemp-leaf'), elev=42, turn=22)
def _(v):
    a = p.seigaiha('#e9e3d2', '#4a6b86', 7) if v == 'waves' else p.asanoha('#3f5d4c', '#d9d3b4', 5, 7)
    cov = painted(a, 0.85, 0, (1, 1.45))
    box(1.5, 2.1, 0.16, pages_mat(), 0.01, 1, {'top': cov, 'bottom': cov})
    th = plain('#f0ead8' if v != 'waves' else '#9a2f2a', 0.7)
    y = [-0.85, -0.3, 0.3, 0.85]
    rod((-0.6, -1.05, 0.165), (-0.6, 1.05, 0.165), 0.012, th, 6)
    for k in y:
        rod((-0.6, k, 0.165), (-0.755, k, 0.165), 0.012, th, 6)
        rod((-0.755, k, 0.165), (-0.755, k, 0), 0.012, th, 6)
    at(box(0.34, 1.05, 0.012, paper('#f6f1e2'), 0.002, 1), (0.42, 0.35, 0.162))
    tube([(0.95, -0.9, 0.06), (1.1, 0.1, 0.06), (1.25, 1.0, 0.06)], [0.035, 0.05, 0.03], wood('smoked'), 12)


@pic('jp-kendama', elev=18, turn=-18)
def _():
    w = wood('beech', 'Z')
    h = turned([(0, 0), (0.24, 0, 1), (0.34, 0.06), (0.3, 0.1, 1), (0.15, 0.18), (0.13, 0.6), (0.17, 0.95), (0.12, 1.3), (0.05, 1.6), (0, 1.72)], w)
    c = turned([(0.0, -0.05), (0.26, -0.5, 1), (0.37, -0.58), (0.34, -0.62), (0.24, -0.5), (0.12, -0.15), (0.12, 0.15), (0.2, 0.42), (0.3, 0.52), (0.33, 0.5), (0.22, 0.4, 1), (0, 0.1)], w)
    at(c, (0, 0, 0.98), (0, 90, 0))
    at(ball(0.36, plain('#b8261d', 0.12, coat=0.8)), (1.0, -0.4, 0.36))
    at(face_disc(0.07, 0, plain('#2b0f0c', 0.9)), (0.9, -0.62, 0.63), (40, -15, 0))
    tube([(0, -0.15, 0.85), (0.2, -0.35, 0.3), (0.45, -0.75, 0.02), (0.9, -1.0, 0.02), (1.2, -0.8, 0.02), (1.2, -0.55, 0.3)], 0.018, plain('#f0e6d0', 0.8), 8)


# --- Korea ----------------------------------------------------------------------------------------


@pic('kr-moon-jar', elev=8, turn=0, tint=1)
def _():
    o = vessel([(0.55, 0), (0.56, 0.1), (0.95, 0.5), (1.26, 1.2), (1.22, 1.75), (0.85, 2.25), (0.58, 2.4), (0.57, 2.5)], glaze('#efece3', '#e2ddd0', 0.16), 0.06)
    for v in o.data.vertices:
        q = math.atan2(v.co.y, v.co.x)
        k = math.sin(math.pi * v.co.z / 2.5)
        v.co.x *= 1 + 0.012 * k * math.sin(q + 0.6)
        v.co.x += 0.03 * k


@pic('kr-celadon-bowl', elev=17)
def _():
    def inlay(n, y0, rows):
        a = p.worn(p.canvas('#98ab96', 1600, 800), 0.05)
        for r in range(rows):
            for i in range(n):
                x, y = 1600 * (i + 0.5 * (r % 2) + 0.25) / n, y0 + r * 105
                p.flower(a, x, y, 34, 9, '#eef0e4', '#2f3a36', 0.2, ring='#2f3a36')
        for y in (y0 - 62, y0 + (rows - 1) * 105 + 62):
            p.line(a, [(0, y), (1600, y)], '#eef0e4', 7)
            p.line(a, [(0, y + 12), (1600, y + 12)], '#2f3a36', 4)
        return painted(a, 0.12, 0.5)

    m = inlay(16, 130, 2)
    vessel(BOWLS['round'], m, 0.05)


@pic('kr-bronze-bowl', elev=18, turn=10)
def _():
    m = metal('#c09a55', 0.27, 0.18, 11)
    vessel([(0.4, 0), (0.42, 0.06), (0.58, 0.28), (0.64, 0.6), (0.64, 0.72)], m, 0.03)
    turned([(0.66, 0.74, 1), (0.68, 0.78), (0.6, 0.98), (0.3, 1.1), (0, 1.12)], m)
    knob(1.1, m, 0.1, 0.16)
    tube([(0.95, -0.8, 0.08), (1.2, -0.2, 0.07), (1.35, 0.5, 0.09)], [0.035, 0.03, 0.05], m, 12)
    at(ball(0.16, m, (1, 1.5, 0.22), 20), (0.9, -0.95, 0.07), (0, 0, -14))


@pic('kr-barley-tea', elev=17, turn=14)
def _():
    pouch(1.3, 0.75, 1.95, paper('#b89468', 0.2), painted(p.label('#f1e7d0', '#6b4522', 'grain', '#6b4522'), 0.8, 0))
    at(heap_beans(plain('#6b4322', 0.6, mottle=0.3), 160, 0.5, 0.055, 0.2), (0.95, -0.75, 0))


@variants('kr-patchwork-cloth', ('sky', 'rose'), elev=9, turn=20, fill=0.76)
def _(c):
    cols = ['#8fb2c9', '#b9d0dc', '#dfe8ea', '#6f97b4', '#efe9d8'] if c == 'sky' else ['#c98a8f', '#e0b5b4', '#f0dcd3', '#b26d78', '#e9d9b8']
    hung_scarf(painted(p.pojagi(cols, 3), 0.8, 0, (1, 2.4), weave=0.2), 'pine', width=1.9, pleats=2)


@pic('kr-paper-box-lamp', elev=9, turn=32, dim=0.9)
def _():
    m = lit('#f6d79a', 0.62, bright='#ffeccb')
    box(1.5, 1.5, 2.0, m, 0.01, 1, loc=(0, 0, 0.25))
    w = wood('pine', 'Z')
    for x in (-0.78, 0.78):
        for y in (-0.78, 0.78):
            box(0.14, 0.14, 2.5, w, 0.02, loc=(x, y, 0))
    for s in (-1, 1):
        for z in (0.2, 2.2):
            box(1.6, 0.1, 0.12, w, 0.01, loc=(0, s * 0.78, z))
            box(0.1, 1.6, 0.12, w, 0.01, loc=(s * 0.78, 0, z))
        for k in (-0.45, -0.15, 0.15, 0.45):
            box(0.045, 0.05, 1.9, w, 0.005, loc=(k, s * 0.77, 0.3))
            box(0.05, 0.045, 1.9, w, 0.005, loc=(s * 0.77, k, 0.3))
        for z in (0.55, 0.75, 1.22, 1.42, 1.75, 1.95):
            box(1.5, 0.05, 0.045, w, 0.005, loc=(0, s * 0.775, z))
            box(0.05, 1.5, 0.045, w, 0.005, loc=(s * 0.775, 0, z))


@pic('kr-hourglass-drum', elev=18, turn=28)
def _():
    m = lacquer('#8c241a', 0.3)
    body = turned([(0.95, -2.1), (1.05, -1.9), (0.95, -1.2), (0.42, -0.45), (0.36, 0), (0.42, 0.45), (0.95, 1.2), (1.05, 1.9), (0.95, 2.1)], m)
    skin = plain('#e6d8b8', 0.7, mottle=0.12)
    parts = [body]
    for s in (-1, 1):
        parts.append(turned([(0, s * 2.16), (1.38, s * 2.16, 1), (1.42, s * 2.13), (1.42, s * 2.08, 1), (1.0, s * 2.06)], skin))
        parts.append(ring(1.42, 0.05, plain('#3a2a1e', 0.5), s * 2.12))
    cord = plain('#f0e6d0', 0.8)
    n = 12
    for i in range(n):
        q0, q1, q2 = TAU * i / n, TAU * (i + 0.5) / n, TAU * (i + 1) / n
        e = 1.4
        parts.append(rod((e * math.cos(q0), e * math.sin(q0), -2.1), (e * math.cos(q1), e * math.sin(q1), 2.1), 0.03, cord, 8))
        parts.append(rod((e * math.cos(q1), e * math.sin(q1), 2.1), (e * math.cos(q2), e * math.sin(q2), -2.1), 0.03, cord, 8))
    at(parts, (0, 0, 1.45), (0, 90, 0))
    w = wood('oak')
    rod((-1.2, -2.0, 0.08), (1.1, -2.2, 0.08), 0.06, wood('bamboo'), 10)
    rod((-1.0, -2.3, 0.07), (0.6, -2.5, 0.07), 0.05, wood('rosewood'), 10)
    at(ball(0.16, w), (0.65, -2.5, 0.14))


@pic('kr-pearl-box', elev=30, turn=26)
def _():
    a = p.canvas('#14110f', 1200, 820)
    rng = np.random.default_rng(3)
    sh = ['#bfe0d8', '#d9c8e4', '#e6efe2', '#9fc9cf', '#e8cfd6']
    for x, y, r in ((330, 430, 150), (760, 300, 110), (900, 580, 130), (560, 650, 80)):
        for i in range(12):
            p.petal(a, x, y, TAU * i / 12, r, r * 0.2, sh[i % 5], r * 0.1)
        p.disc(a, x, y, r * 0.16, '#f4efe0')
    for x, y, q in ((480, 540, -0.6), (640, 430, 2.4), (200, 640, 0.7), (1000, 400, -2.2), (420, 220, 0.2)):
        p.petal(a, x, y, q, 130, 24, sh[int(rng.integers(5))])
        p.petal(a, x, y, q + 0.6, 110, 20, sh[int(rng.integers(5))])
    p.rect(a, 30, 30, 1170, 790, '#c9dcd6', 8)
    for i in range(40):
        p.disc(a, 30 + i * 29.2, 52, 6, sh[i % 5])
        p.disc(a, 30 + i * 29.2, 768, 6, sh[i % 5])
    top = painted(a, 0.1, 1.0)
    s = p.canvas('#14110f', 1200, 400)
    for i in range(12):
        p.flower(s, 50 + i * 100, 200, 40, 6, sh[i % 5], '#f4efe0', 0.3)
        p.line(s, [(i * 100, 60), (i * 100 + 50, 110), (i * 100 + 100, 60)], sh[(i + 2) % 5], 6)
    side = painted(s, 0.1, 1.0)
    m = lacquer('#14110f')
    box(1.6, 1.1, 0.42, m, 0.03, 3, {'front': side, 'left': side, 'right': side, 'back': side})
    box(1.63, 1.13, 0.2, m, 0.04, 4, {'top': top}, loc=(0, 0, 0.425))
    at(box(0.16, 0.04, 0.2, metal(GOLD, 0.3), 0.01), (0, -0.57, 0.34))


@pic('kr-rice-soap', elev=25, turn=24)
def _():
    m = plain('#f0ead9', 0.5, mottle=0.04)
    soap_bar(m, 0.9, 0.6, 0.3, 0.14, stamp=None)
    o = soap_bar(m, 0.9, 0.6, 0.3, 0.14, wrap=paper('#c9b48a', 0.3), wrap_w=0.45)
    at(o, (0.5, 0.62, 0), (0, 0, 38))
    at(heap_beans(plain('#f4efe2', 0.5), 60, 0.3, 0.04, 0.05, z=0.02), (-0.6, -0.62, 0))


@pic('kr-citron-marmalade', elev=13, turn=0)
def _():
    m = Mat()
    m.set(Roughness=0.15)
    m.colour(m.ramp(m.voronoi(7, stretch=(1, 1, 2.5)), [(0.1, '#f1cf4a'), (0.4, '#e0a51c'), (0.7, '#c9830f')]))
    jar_glass(m.m, 0.46, 1.2, plain('#e9e2cf', 0.5), 'screw', 0.84, painted(p.band_label('#fbf6e6', '#b07c14', 'sun', 3, h=380), 0.7, 0), (0.22, 0.58))
    at(ball(0.36, plain('#e7b82e', 0.45, grain=0.3), (1, 1, 0.9)), (0.85, -0.3, 0.32))
    at(leaf(0.4, 0.1, plain('#4f7038', 0.5)), (0.85, -0.3, 0.62), (10, 0, -120))


@variants('kr-quilted-cushion', ('indigo', 'rust', 'ash'), elev=30, turn=30)
def _(c):
    col = colour(c)
    a = p.canvas(col)
    h = np.ones((1024, 1024, 3), np.float32)
    n = 34
    for i in range(n):
        y = (i + 0.5) * 1024 / n
        p.line(h, [(0, y), (1024, y)], '#000000', 8)
        for x in range(0, 1024, 14):
            p.line(a, [(x, y), (x + 7, y)], pale(col, 0.55), 3)
    m = Mat()
    m.set(Roughness=0.9, Specular=0.15, Sheen=0.3)
    m.colour(m.image(p.yarn(a, 3, 0.08)).outputs['Color'])
    m.bump(m.image(p.cv2.GaussianBlur(h, (0, 0), 6)).outputs['Color'], 0.8, 0.06)
    cushion(m.m, 4.5, 0.75, fabric(dark(col, 0.25)), corner=0.02)
