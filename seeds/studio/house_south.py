"""Portugal, Brazil, Russia, the Arab lands, Italy."""
import math
import random
import numpy as np
import paint as p
from forms import *
from materials import *
from props import *
from table import colour, pic, variants

# --- Portugal and Brazil --------------------------------------------------------------------------


@variants('pt-azulejo-tile', ('star', 'vine', 'lattice'), elev=15, turn=16)
def _(v):
    make = {'star': p.tile_star, 'vine': p.tile_vine, 'lattice': p.tile_lattice}[v]
    a = make('#f3efe4', '#27489b', '#7396d3', '#dba63c')
    tile_set(p.warp(p.worn(p.framed(a, '#27489b', 0.015), 0.06), 3, 30), body='#d9c4a2')


@pic('pt-azulejo-panel', elev=8, turn=14, fill=0.7)
def _():
    m = painted(p.rosette_panel(), 0.12, 0.6)
    at(box(4.2, 4.2, 0.16, clay('#d2bd9c'), 0.02, 2, {'top': m}), (0, 0, 2.06), (80, 0, 0))


@pic('pt-cork-stool', elev=16)
def _():
    turned([(0, 0), (1.4, 0, 1), (1.5, 0.12), (1.42, 0.8), (1.08, 2.1), (1.42, 3.4), (1.5, 4.1), (1.42, 4.26, 1), (1.2, 4.24), (0, 4.2)], cork())


@variants('pt-sardine-tin', ('olive-oil', 'tomato', 'lemon'), elev=34, turn=28)
def _(v):
    g, c, s = {'olive-oil': ('#e9dfc0', '#3f5f4a', '#8a9a3a'), 'tomato': ('#e8d8c2', '#b23a2a', '#2f4f6d'), 'lemon': ('#f0e3a8', '#2f5f8a', '#d9a82c')}[v]
    a = p.canvas(g, 1100, 640)
    p.rect(a, 24, 24, 1076, 616, c, 14)
    for i, y in enumerate((190, 320, 450)):
        p.petal(a, 250 + 50 * (i % 2), y, 0, 520, 62, c)
        x = 740 + 50 * (i % 2)
        p.poly(a, [(x, y), (x + 110, y - 55), (x + 110, y + 55)], c)
        p.disc(a, 340 + 50 * (i % 2), y - 8, 12, g)
        for k in range(5):
            p.line(a, [(430 + 60 * k + 50 * (i % 2), y - 30), (410 + 60 * k + 50 * (i % 2), y), (430 + 60 * k + 50 * (i % 2), y + 30)], g, 5)
    if v == 'olive-oil':
        for x in (120, 960):
            p.sprig(a, x, 540, -math.pi / 2, 400, s, 5, 0.24, 7)
    else:
        for x in (130, 970):
            for y in (160, 320, 480):
                p.disc(a, x, y, 58, s if v == 'lemon' else c)
                p.disc(a, x, y, 46, g)
                p.flower(a, x, y, 44, 8, s if v == 'lemon' else c, g, 0.3)
    m = painted(a, 0.6, 0)
    body = box(1.5, 0.9, 0.36, plain(g, 0.6), 0.14, 6, {'top': m, 'front': plain(c, 0.6), 'back': plain(c, 0.6)})
    t2 = box(1.5, 0.9, 0.36, metal('#c9c6bd', 0.28), 0.16, 6)
    at(t2, (-0.55, -1.15, 0), (0, 0, -14))
    lid = box(1.4, 0.8, 0.012, metal('#d8d2bd', 0.35), 0.004, 1, loc=(-0.55, -1.15, 0.356), rot=(0, 0, -14))
    at(ring(0.11, 0.018, metal('#c9c6bd', 0.25), 0, 8, 32), (-0.05, -1.27, 0.39))
    at(box(1.15, 0.55, 0.02, metal('#cfc9b5', 0.4), 0.005, 1), (-0.6, -1.14, 0.366), (0, 0, -14))


@variants('pt-wool-rug', ('natural', 'indigo'), elev=22, turn=-30)
def _(c):
    g, k = ('#dccbab', '#8a7350') if c == 'natural' else ('#2f4372', '#c9cfdc')
    a = p.diamonds(g, k, (5, 7), 16, 2, 2)
    m = Mat()
    m.set(Roughness=0.95, Specular=0.1, Sheen=0.3)
    m.colour(m.image(a, (1, 2.6)).outputs['Color'])
    m.bump(m.voronoi(70, kind='UV', stretch=(1, 3, 1)), 0.5, 0.03)
    coil(m.m, 3.2, 0.12, 3.6, 0.24, 2.2, 0.15)


@pic('pt-black-pitcher', elev=13, turn=-28)
def _():
    h = p.canvas('#808080', 1500, 900)
    for i in range(30):
        p.line(h, [(i * 50, 300), (i * 50 + 25, 560)], '#ffffff', 9)
        p.line(h, [(i * 50 + 25, 300), (i * 50, 560)], '#ffffff', 9)
    for y in (260, 285, 580, 605, 700):
        p.line(h, [(0, y), (1500, y)], '#ffffff', 9)
    m = Mat()
    m.set(Base_Color=(*lin('#262422'), 1), Specular=0.5)
    im = m.image(h)
    m.link(m.ramp(im.outputs['Color'], [(0.2, '#909090'), (0.7, '#404040')]), m.b.inputs['Roughness'])
    m.colour(m.mixed(m_scaled(m, m.ramp(im.outputs['Color'], [(0.3, '#000000'), (0.8, '#ffffff')]), 0.5), '#242220', '#4a4643'))
    o = vessel([(0.55, 0), (0.6, 0.05), (0.9, 0.7), (0.85, 1.2), (0.5, 1.7), (0.47, 2.0), (0.6, 2.25)], m.m, 0.06)
    for v in o.data.vertices:
        if v.co.z > 1.9 and v.co.x > 0:
            v.co.x += 0.3 * (v.co.z - 1.9) / 0.35 * max(0, v.co.x / 0.6) ** 6
    handle((0.82, 0.5), 0.8, 2.0, 0.5, 0.095, plain('#2a2826', 0.4), 180)


@pic('pt-leaf-bowl', elev=30, turn=12)
def _():
    g = glaze('#4f8a3f', '#2f5f2a', 0.1, scale=3)
    n = 14
    for ringi, (r0, zz, cnt, off) in enumerate(((0.0, 0.0, n, 0), (0.08, 0.03, n, 0.5))):
        for i in range(cnt):
            q = TAU * (i + off) / cnt

            def f(u, v, q=q, r0=r0, zz=zz):
                w = 0.36 * math.sin(math.pi * (0.12 + 0.8 * u)) ** 0.8
                t = (v - 0.5) * 2
                r = 0.42 + 0.9 * u + r0 - 0.05
                z = 0.08 + 0.16 * u + 0.68 * u * u + zz + 0.05 * abs(t) + 0.035 * math.sin(9 * u + 4 * t) * abs(t) + (0.03 if abs(t) < 0.12 else 0)
                s = t * w
                return (r * math.cos(q) - s * math.sin(q), r * math.sin(q) + s * math.cos(q), z)

            sheet(f, 18, 17, g, 0.04)
    turned([(0, 0), (0.48, 0, 1), (0.5, 0.06), (0.62, 0.16), (0.5, 0.14), (0, 0.12)], g)
    for x, y, c in ((0.15, 0.1, '#e0bd3a'), (-0.3, -0.12, '#d9b02c')):
        at(ball(0.26, plain(c, 0.4, grain=0.2), (1.3, 1, 1)), (x, y, 0.42), (0, 15, 60 * x))


@pic('br-arabica-coffee', elev=17, turn=16)
def _():
    bag_of_coffee(paper('#3f5a4a', 0.1), painted(p.label('#efe4cb', '#9a5a24', 'hill', '#3f5a4a'), 0.8, 0), '#5c3620', plain('#d9a441', 0.5))


@pic('br-cocoa-bar', elev=38, turn=-24)
def _():
    a = p.canvas('#2f5f4a', 1200, 600)
    rng = np.random.default_rng(8)
    for i in range(70):
        p.petal(a, rng.random() * 1200, rng.random() * 600, rng.random() * 6.28, 130, 30, ('#3f7a5a', '#24503c', '#6f9a4a')[i % 3])
    a[70:530, 400:800] = p.label('#f3e6c8', '#8a3a1c', 'fruit', w=400, h=460)
    at(box(1.9, 0.95, 0.13, plain('#2f5f4a', 0.6), 0.02, 2, {'top': painted(a, 0.6, 0.1)}), (0, 0.5, 0))
    ch = plain('#35190d', 0.3, 0.5)
    for i, (x, y, q) in enumerate(((-0.5, -0.5, 12), (-0.12, -0.62, -20), (0.3, -0.45, 30))):
        box(0.36, 0.36, 0.14, ch, 0.04, loc=(x, y, 0), rot=(0, 0, q))
    pod = turned([(0, -0.62), (0.12, -0.55), (0.3, -0.2), (0.31, 0.1), (0.16, 0.45), (0, 0.58)], plain('#b8642a', 0.5, mottle=0.25), flute=(10, 0.06))
    at(pod, (1.1, -0.65, 0.29), (0, 86, 40))


@pic('br-frame-drum', elev=22, turn=18)
def _():
    w = wood('camphor', 'X')
    parts = [revolve(np.array([(1.26, 0), (1.34, 0), (1.34, 0.5), (1.26, 0.5), (1.26, 0)]), w)]
    parts.append(turned([(0, 0.53), (1.3, 0.53), (1.37, 0.5), (1.375, 0.4)], plain('#e9dcbd', 0.6, mottle=0.08)))
    j, slot = metal(BRASS, 0.25), plain('#2a1d14', 0.9)
    parts.append(ring(1.38, 0.035, metal(STEEL, 0.25), 0.38))
    for i in range(5):
        q = TAU * i / 5 - math.pi / 2 + 0.3
        x, y = math.cos(q), math.sin(q)
        parts.append(at(box(0.05, 0.62, 0.26, slot, 0.01), (1.335 * x, 1.335 * y, 0.06), (0, 0, math.degrees(q))))
        for z in (0.13, 0.2, 0.26):
            parts.append(at(turned([(0, 0), (0.08, 0.005), (0.1, 0.035), (0.22, 0.01), (0.225, 0.0)], j, steps=32), (1.37 * x, 1.37 * y, z)))
    for i in range(8):
        q = TAU * (i + 0.2) / 8
        parts.append(rod((1.42 * math.cos(q), 1.42 * math.sin(q), 0.05), (1.42 * math.cos(q), 1.42 * math.sin(q), 0.42), 0.03, metal(STEEL, 0.25), 8))
    at(parts, (0, 0.2, 1.36), (66, 0, 0))


@pic('br-soapstone-pot', elev=20, turn=22)
def _():
    s = stone('#767b78', '#585d5b', 9, 0.42, vein='#9aa09c')
    vessel([(0.95, 0), (1.05, 0.05), (1.25, 0.4), (1.25, 1.0), (1.2, 1.12)], s, 0.12)
    turned([(1.22, 1.14), (1.24, 1.18), (0.9, 1.32), (0.3, 1.4), (0, 1.41)], s)
    knob(1.38, s, 0.15, 0.22, 'flat')
    c = metal(COPPER, 0.25)
    revolve(np.array([(1.25, 0.84), (1.275, 0.85), (1.275, 1.0), (1.25, 1.01)]), c)
    for k in (-1, 1):
        tube([(k * 1.24, -0.3, 0.92), (k * 1.5, -0.3, 0.95), (k * 1.58, 0, 0.97), (k * 1.5, 0.3, 0.95), (k * 1.24, 0.3, 0.92)], 0.055, c, 12)


# --- Russia ---------------------------------------------------------------------------------------


def doll(col, second, s=1.0, x=0, y=0, seed=1):
    a = p.canvas(col, 1400, 1400)
    ink = '#3a1f14'
    # the image wraps once round; the face looks forward at u = 0.5, v runs from the ground to the crown
    cx = 700
    fy = 395
    p.rect(a, 0, 690, 1400, 720, '#e6b84a')
    p.poly(a, [(cx - 330, 1300), (cx - 260, 800), (cx + 260, 800), (cx + 330, 1300)], '#f4ecd8')
    p.line(a, [(cx - 330, 1300), (cx - 260, 800), (cx + 260, 800), (cx + 330, 1300)], '#e6b84a', 14, True)
    p.flower(a, cx, 1020, 130, 7, second, '#e6b84a', 0.36)
    for q in (0.6, 2.5, 3.9, 5.5):
        p.sprig(a, cx + 110 * math.cos(q), 1020 + 110 * math.sin(q), q, 130, '#4f7a4a', 3, 0.4, 8)
    for i in range(10):
        xx = 70 + i * 140
        if abs(xx - cx) > 360:
            p.flower(a, xx, 980 + 120 * (i % 2), 70, 6, '#f4ecd8', '#e6b84a', 0.36)
            p.petal(a, xx, 1060 + 120 * (i % 2), 1.2, 120, 28, '#4f7a4a')
        if abs(xx - cx) > 260:
            p.flower(a, xx, 380 + 90 * (i % 2), 50, 6, '#f4ecd8', '#e6b84a', 0.36)
    p.cv2.ellipse(a, p.P(cx, fy), (250 * 16, 165 * 16), 0, 0, 360, p.tup('#e6b84a'), -1, p.cv2.LINE_AA, p.SH)
    p.cv2.ellipse(a, p.P(cx, fy), (232 * 16, 150 * 16), 0, 0, 360, p.tup('#f3d9b8'), -1, p.cv2.LINE_AA, p.SH)
    p.cv2.ellipse(a, p.P(cx, fy - 70), (205 * 16, 74 * 16), 0, 180, 360, p.tup('#6b4426'), -1, p.cv2.LINE_AA, p.SH)
    p.petal(a, cx, fy - 145, 1.0, 150, 30, '#f3d9b8')
    p.petal(a, cx, fy - 145, 2.14, 150, 30, '#f3d9b8')
    p.poly(a, [(cx, fy - 142), (cx - 75, fy - 30), (cx + 75, fy - 30)], '#f3d9b8')
    for k in (-1, 1):
        p.disc(a, cx + k * 88, fy + 10, 19, ink)
        p.disc(a, cx + k * 88 + 6, fy + 4, 6, '#ffffff')
        p.line(a, [(cx + k * 52, fy - 36), (cx + k * 92, fy - 42), (cx + k * 128, fy - 22)], ink, 8)
        p.cv2.ellipse(a, p.P(cx + k * 125, fy + 62), (46 * 16, 26 * 16), 0, 0, 360, p.tup('#e08f7a'), -1, p.cv2.LINE_AA, p.SH)
    p.line(a, [(cx - 8, fy + 44), (cx + 8, fy + 48)], '#b86f50', 6)
    p.line(a, [(cx - 34, fy + 86), (cx, fy + 98), (cx + 34, fy + 86)], '#b02a24', 12)
    p.petal(a, cx, 590, 0.5, 170, 40, '#e6b84a')
    p.petal(a, cx, 590, math.pi - 0.5, 170, 40, '#e6b84a')
    o = turned([(0, 0), (0.36, 0, 1), (0.42, 0.05), (0.5, 0.45), (0.47, 0.75), (0.35, 1.0), (0.36, 1.15), (0.36, 1.32), (0.27, 1.52), (0, 1.6)], painted(a, 0.12, 0.8), steps=120)
    # foot and crown take no part in the painting: v runs over the outside only
    co = np.array([v.co for v in o.data.vertices])
    z = co[:, 2] / 1.6
    idx = np.empty(len(o.data.loops), np.int32)
    o.data.loops.foreach_get('vertex_index', idx)
    uv = np.empty(len(o.data.loops) * 2, np.float32)
    o.data.uv_layers[0].data.foreach_get('uv', uv)
    uv = uv.reshape(-1, 2)
    uv[:, 1] = z[idx] * 0.98 + 0.01
    o.data.uv_layers[0].data.foreach_set('uv', uv.ravel())
    return at(o, (x, y, 0), (0, 0, 0), s)


@variants('ru-nesting-dolls', ('cinnabar', 'indigo'), elev=10, turn=0, fill=0.7)
def _(c):
    col, sec = ('#b5382a', '#b5382a') if c == 'cinnabar' else ('#2d3f7b', '#2d3f7b')
    for i, s in enumerate((1.0, 0.78, 0.6, 0.44, 0.3)):
        doll(col, sec, s, (-0.85, 0.12, 0.8, -0.42, 0.32)[i], (0.35, 0.15, -0.05, -0.5, -0.6)[i])


@pic('ru-samovar', elev=10, turn=-28)
def _():
    b = metal(BRASS, 0.2)
    d = metal(dark(BRASS, 0.15), 0.26)
    box(1.35, 1.35, 0.14, d, 0.04)
    for x in (-0.52, 0.52):
        for y in (-0.52, 0.52):
            at(ball(0.13, d), (x, y, -0.06))
    turned([(0.55, 0.12, 1), (0.5, 0.2), (0.34, 0.34), (0.4, 0.5, 1), (0.55, 0.58), (0.92, 1.1), (1.02, 1.7), (0.95, 2.2), (0.98, 2.34), (1.02, 2.38, 1), (0.7, 2.5), (0.4, 2.56), (0.36, 2.75), (0.5, 2.85), (0.5, 2.95), (0.3, 3.0, 1), (0, 3.0)], b)
    for z in (1.25, 2.15):
        ring(0.97, 0.03, d, z)
    at(tube([(0.9, 0, 0.85), (1.15, 0, 0.85), (1.35, 0, 0.85), (1.5, 0, 0.7)], [0.09, 0.08, 0.07, 0.06], d), (0, 0, 0))
    at(tube([(1.25, 0, 0.85), (1.25, 0, 1.1)], 0.04, d, k=1))
    tube([(1.25, -0.2, 1.16), (1.25, 0, 1.1), (1.25, 0.2, 1.16)], 0.055, wood('rosewood'))
    for k in (-1, 1):
        tube([(0, k * 0.98, 1.55), (0, k * 1.3, 1.6), (0, k * 1.36, 1.85), (0, k * 1.3, 2.1), (0, k * 0.95, 2.1)], 0.045, d)
        tube([(0, k * 1.36, 1.68), (0, k * 1.37, 1.85), (0, k * 1.36, 2.02)], 0.09, wood('rosewood'))
    g = glaze('#f1ede2')
    at(teapot(g), (0, 0, 2.98), (0, 0, 140), 0.6)


@pic('ru-painted-bowl', elev=15, turn=0)
def _():
    k, g, r = '#1a1412', '#d9a93a', '#b5281c'
    a = p.canvas(r, 1800, 600)
    p.rect(a, 0, 0, 1800, 40, g)
    p.rect(a, 0, 400, 1800, 430, g)
    rng = np.random.default_rng(2)
    for i in range(9):
        x = 100 + i * 200
        p.line(a, [(x - 90 + t * 9, 210 + 80 * math.sin(t / 20 * TAU)) for t in range(21)], g, 9)
        for t in range(3):
            p.petal(a, x - 60 + 60 * t, 210 + 55 * (-1) ** t, (-1) ** t * 1.1, 120, 24, k)
            p.petal(a, x - 30 + 60 * t, 210 - 45 * (-1) ** t, -((-1) ** t) * 0.7, 100, 20, g)
        for dx, dy in ((0, -80), (38, -50), (-20, -40), (60, 90), (95, 70)):
            p.disc(a, x + dx, 210 + dy, 24, g)
            p.disc(a, x + dx, 210 + dy, 17, '#e8502c')
    m = painted(a, 0.1, 0.9)
    vessel([(0.5, 0), (0.55, 0.05), (0.86, 0.28), (1.0, 0.7), (0.97, 0.92)], m, 0.06)
    inside = metal(GOLD, 0.32)
    prof = curve([(0.0, 0.11), (0.4, 0.12), (0.78, 0.32), (0.925, 0.7), (0.9, 0.9)])
    revolve(prof, inside)


@variants('ru-down-shawl', ('snow', 'ash'), elev=12, turn=22, fill=0.76)
def _(c):
    col = '#f0eee8' if c == 'snow' else '#a39d94'
    n = 1024
    a = np.ones((n, n, 4), np.float32)
    a[..., :3] = p.rgb(col)
    mask = p.canvas('#ffffff', n, n)

    def holes(x, y, r=7):
        p.disc(mask, x, y, r, '#000000')

    for i in range(0, 64):
        for j in range(0, 64):
            x, y = i * 16 + 8, j * 16 + 8
            u, v = (x % 256) - 128, (y % 256) - 128
            d = abs(u) + abs(v)
            if 60 < d < 84 or 108 < d < 130 or d < 18 or (i % 16 == 0 or j % 16 == 0):
                holes(x, y, 5.4)
            elif (i + j) % 4 == 0:
                holes(x, y, 2.2)
    a[..., 3] = mask[..., 0]
    m = painted(a, 0.95, 0, (1, 2.6), weave=0.5, sheen=0.6)
    draped(m, 2.1, 2.6, 2.4, 3.1, 3, 0.16, seed=1)
    rack(wood('birch', 'Z'), 2.7, 3.1)


@pic('ru-birch-bark-box', elev=18, turn=20)
def _():
    m = Mat()
    m.set(Roughness=0.7, Specular=0.2)
    base = m.ramp(m.noise(4, 4), [(0.3, '#b98a54'), (0.7, '#d3a76d')])
    lines_ = m.ramp(m.noise(9, 3, (0.4, 0.4, 5)), [(0.58, '#000000'), (0.66, '#ffffff')])
    m.colour(m.mixed(m_scaled(m, lines_, 0.75), base, '#6b4426'))
    turned([(0, 0), (0.6, 0, 1), (0.6, 1.3, 1), (0, 1.3)], m.m)
    w = wood('pine')
    inner = plain('#e0c090', 0.7, mottle=0.1)
    for z in (0.06, 1.2):
        revolve(np.array([(0.6, z - 0.09), (0.635, z - 0.08), (0.635, z + 0.08), (0.6, z + 0.09)]), inner)
    for z in (0.4, 0.65, 0.9):
        for s in (0, 1):
            o = leaf(0.24, 0.08, inner, 0.0)
            q = -math.pi / 2 + 0.15
            at(o, (0, 0, 0), (0, 0, 90 if s else -90))
            at(o, (0, 0, 0), (90, 0, 0))
            at(o, (0.1, -0.618, z))
    turned([(0, 1.3), (0.62, 1.3, 1), (0.62, 1.42, 1), (0, 1.44)], w)
    tube([(-0.22, 0, 1.42), (-0.2, 0, 1.62), (0, 0, 1.7), (0.2, 0, 1.62), (0.22, 0, 1.42)], 0.055, wood('birch'), 12)


@pic('ru-linden-honey', elev=14, turn=0)
def _():
    jar_glass(syrup('#d99a1c', 0.3), 0.44, 0.98, plain('#e9dcb8', 0.5), 'screw', 0.86, painted(p.band_label('#fbf3da', '#a8741c', 'bee', 3, h=400), 0.7, 0), (0.22, 0.64))
    w = wood('beech', 'X')
    o = turned([(0, 0), (0.1, 0.02), (0.16, 0.06), (0.1, 0.09), (0.18, 0.14), (0.1, 0.17), (0.19, 0.22), (0.1, 0.25), (0.18, 0.3), (0.1, 0.33), (0.14, 0.38), (0.045, 0.44), (0.04, 1.3), (0.06, 1.36), (0, 1.4)], w, steps=40)
    at(o, (-0.25, -0.85, 0.17), (0, 82, 14))


@pic('ru-fireweed-tea', elev=16, turn=18)
def _():
    pouch(1.05, 0.58, 1.75, paper('#e3d8c2', 0.25), painted(p.label('#f5eede', '#a0486f', 'grain', '#4f6b4a'), 0.8, 0), tie=plain('#a0486f', 0.6))
    at(flower_stalks('#b8507f', '#6f8a4f', 5, 1.5, 0.3, lying=True, head=0.14), (1.35, 0.35, 0), (0, 0, -20))
    at(heap_leaves(plain('#3a3022', 0.8), 90, 0.34, 0.08, 0.12), (-0.5, -0.95, 0))


@pic('ru-embroidered-towel', elev=10, turn=18, fill=0.76)
def _():
    a = p.embroidery()
    long = np.concatenate([p.canvas('#ece4d2', 1024, 1300), a[600:980], p.canvas('#ece4d2', 1024, 40), a[660:940], p.canvas('#ece4d2', 1024, 40)], 0)
    full = np.concatenate([long[::-1], long], 0)
    m = painted(np.ascontiguousarray(full), 0.9, 0, weave=0.35)
    hung_scarf(m, 'birch', fabric('#f4eee0'), width=1.6, pleats=2)


@pic('ru-sugar-bowl', elev=16, turn=-16)
def _():
    a = p.canvas('#f6f5f0', 1500, 700)
    for i in range(4):
        x = 190 + i * 375
        for k in range(9):
            q = TAU * k / 9
            p.petal(a, x, 250, q, 150, 46, '#6f93d4')
            p.petal(a, x, 250, q, 120, 30, '#2d4fa8')
        p.disc(a, x, 250, 40, '#16307f')
        for q in (0.4, 2.7, 3.5, 5.9):
            p.petal(a, x + 150 * math.cos(q), 250 + 150 * math.sin(q), q + 0.5, 130, 34, '#2d4fa8')
            p.petal(a, x + 150 * math.cos(q), 250 + 150 * math.sin(q), q - 0.4, 100, 22, '#8fabdd')
    for y in (26, 674):
        p.line(a, [(0, y), (1500, y)], '#2d4fa8', 18)
    m = painted(p.warp(a, 4, 30), 0.08, 0.6)
    w = glaze('#f6f5f0', '#efeee8', 0.08)
    vessel([(0.32, 0), (0.36, 0.06), (0.56, 0.3), (0.6, 0.55), (0.48, 0.82)], m, 0.04)
    b = p.canvas('#f6f5f0', 800, 300)
    p.line(b, [(0, 40), (800, 40)], '#2d4fa8', 20)
    for i in range(16):
        p.petal(b, i * 50 + 25, 250, -math.pi / 2, 130, 18, '#2d4fa8')
    lid = revolve(curve([(0.5, 0.84), (0.5, 0.88), (0.4, 1.0), (0.2, 1.1), (0, 1.12)]), painted(b[::-1].copy(), 0.08, 0.6))
    at(knob(1.1, plain('#2d4fa8', 0.1, coat=0.6), 0.1, 0.17))
    for s in (0, 180):
        handle((0.56, 0.52), 0.3, 0.68, 0.22, 0.045, w, s)
    for i, (x, y, z, q) in enumerate(((0.85, -0.5, 0, 10), (1.0, -0.25, 0, 40), (0.92, -0.4, 0.17, 25))):
        box(0.17, 0.17, 0.17, plain('#faf8f2', 0.8, grain=0.4), 0.015, loc=(x, y, z), rot=(0, 0, q))


def chessman(kind, m):
    base = [(0, 0), (0.17, 0, 1), (0.18, 0.04), (0.16, 0.08), (0.12, 0.11), (0.11, 0.14)]
    top = {
        'pawn': [(0.065, 0.3), (0.1, 0.36), (0.06, 0.38), (0.105, 0.46), (0.09, 0.55), (0, 0.59)],
        'rook': [(0.09, 0.3), (0.09, 0.42), (0.13, 0.46, 1), (0.13, 0.62, 1), (0.09, 0.62, 1), (0.09, 0.56), (0, 0.56)],
        'bishop': [(0.07, 0.4), (0.12, 0.48), (0.07, 0.5), (0.11, 0.62), (0.07, 0.74), (0.02, 0.78), (0.035, 0.82), (0, 0.86)],
        'queen': [(0.08, 0.5), (0.13, 0.6), (0.08, 0.62), (0.11, 0.75), (0.15, 0.84, 1), (0.1, 0.86), (0.04, 0.88), (0.05, 0.93), (0, 0.97)],
        'king': [(0.08, 0.52), (0.14, 0.64), (0.08, 0.66), (0.13, 0.84), (0.12, 0.88), (0.04, 0.92), (0, 0.93)],
    }[kind]
    o = turned(base + top, m, steps=36)
    if kind == 'king':
        o = merged([o, box(0.04, 0.04, 0.16, m, 0.005, loc=(0, 0, 0.92)), box(0.12, 0.04, 0.04, m, 0.005, loc=(0, 0, 0.99))])
    return o


@pic('ru-chess-set', elev=32, turn=28)
def _():
    a = p.canvas('#e0c69b', 1024, 1024)
    for i in range(8):
        for j in range(8):
            if (i + j) % 2 == 0:
                p.rect(a, 64 + i * 112, 64 + j * 112, 176 + i * 112, 176 + j * 112, '#6e4a31')
    p.rect(a, 60, 60, 964, 964, '#4a2f1e', 5)
    box(4.0, 4.0, 0.24, wood('birch'), 0.03, faces={'top': painted(p.worn(a, 0.08), 0.3, 0.3)})
    d = 4.0 * 112 / 1024

    def sq(i, j):
        return (-2.0 + 4.0 * 64 / 1024 + d * (i + 0.5), -2.0 + 4.0 * 64 / 1024 + d * (j + 0.5), 0.24)

    order = ['rook', 'bishop', 'bishop', 'queen', 'king', 'bishop', 'bishop', 'rook']
    for who, (row, prow) in ((0, (0, 1)), (1, (7, 6))):
        m = wood('birch', 'Z') if who == 0 else wood('walnut', 'Z')
        pw = chessman('pawn', m)
        adv = {3: 3, 4: 2} if who == 0 else {4: 4, 2: 5}
        copies(pw, [(sq(i, adv.get(i, prow)), (0, 0, 0)) for i in range(8)])
        for i, k in enumerate(order):
            if i in (1, 6):
                n = turned([(0, 0), (0.17, 0, 1), (0.18, 0.04), (0.12, 0.11), (0.1, 0.16), (0.08, 0.3)], m, steps=36)
                h = tube([(0.0, 0, 0.25), (0.04, 0, 0.42), (0.0, 0, 0.58), (-0.12, 0, 0.6), (-0.2, 0, 0.52)], [0.1, 0.11, 0.1, 0.085, 0.05], m, 14)
                e = turned([(0, 0), (0.03, 0), (0, 0.1)], m, steps=10)
                at(e, (0.02, 0, 0.66))
                at(merged([n, h, e]), sq(i, row), (0, 0, 90 if who == 0 else -90))
            else:
                at(chessman(k, m), sq(i, row))


@pic('ru-playing-spoons', elev=40, turn=24)
def _():
    for i, (x, q) in enumerate(((-1.15, 16), (0, 0), (1.15, -16))):
        w = wood('birch', 'Y', 1 + 0.1 * i)
        o = revolve(vessel_profile([(0.05, 0), (0.28, 0.04), (0.42, 0.18), (0.46, 0.3)], 0.06, floor=0.08)[0], w, 48, squash=(1, 1.3))
        parts = [o, tube([(0, 0.5, 0.24), (0, 0.75, 0.24), (0, 1.4, 0.25), (0, 2.1, 0.26), (0, 2.25, 0.26)], [0.1, 0.075, 0.07, 0.1, 0.06], w, 14)]
        at(parts, (0, -0.9, 0))
        at(parts, (x, 0, 0), (0, 0, q))


# --- the Arab lands -------------------------------------------------------------------------------


@variants('ma-tagine', ('honey', 'cobalt'), elev=14, turn=0)
def _(c):
    if c == 'honey':
        base, lid = glaze('#b8742a', '#8f4f18', 0.12), glaze('#b8742a', '#9a5a1c', 0.12)
    else:
        a = p.canvas('#f0eadb', 1600, 900)
        b = '#2b4c9c'
        for y in (40, 75, 860, 300, 600):
            p.line(a, [(0, y), (1600, y)], b, 16)
        for i in range(16):
            x = 50 + i * 100
            p.star(a, x, 735, 58, 8, b, 0.6)
            p.poly(a, [(x, 330), (x + 42, 450), (x, 570), (x - 42, 450)], b)
            p.poly(a, [(x, 380), (x + 22, 450), (x, 520), (x - 22, 450)], '#d9a23a')
            p.petal(a, x, 280, -math.pi / 2, 190, 16, b)
        lid = painted(p.warp(a, 3, 40), 0.14, 0.5)
        base = glaze('#2b4c9c', '#203a7c', 0.14)
    turned([(0, 0), (0.85, 0, 1), (0.95, 0.08), (1.25, 0.35), (1.35, 0.5, 1), (1.22, 0.52), (0, 0.5)], base)
    lid_o = turned([(1.18, 0.52), (1.2, 0.58), (1.0, 0.85), (0.55, 1.5), (0.3, 2.0), (0.2, 2.2)], lid)
    turned([(0.18, 2.12), (0.2, 2.2), (0.3, 2.3), (0.34, 2.44), (0.3, 2.56), (0.16, 2.6), (0, 2.56)], base)


@variants('ma-zellige-tile', ('emerald', 'cobalt', 'honey'), elev=40, turn=24)
def _(c):
    col = colour(c)
    rng = random.Random(5)
    for i, (x, y, z, q) in enumerate(((-0.55, 0.55, 0, 1), (0.55, 0.52, 0, -1), (-0.52, -0.55, 0, 2), (0.62, -0.6, 0.06, 14))):
        k = rng.uniform(-0.12, 0.18)
        cc = pale(col, k) if k > 0 else dark(col, -k)
        g = glaze(cc, dark(cc, 0.2), 0.07, scale=2.5, ripple=0.5)
        body = clay('#c98a5c')
        o = box(1.0, 1.0, 0.13, body, 0.015, 1, {'top': g}, loc=(x, y, z), rot=(5 if i == 3 else 0, rng.uniform(-1.5, 1.5), q))
        for v in o.data.vertices:
            v.co.x += rng.uniform(-0.012, 0.012)
            v.co.y += rng.uniform(-0.012, 0.012)


@variants('ma-tea-glasses', ('emerald', 'amber'), elev=16, turn=8, grain=2)
def _(c):
    g = glass({'emerald': '#b4e3c6', 'amber': '#f6d49a'}[c])
    gold = metal(GOLD, 0.2)
    prof = vessel_profile([(0.24, 0), (0.26, 0.03), (0.25, 0.3), (0.28, 0.7), (0.32, 0.92)], 0.03, floor=0.08)[0]
    o = revolve(prof, g, 56)
    spots = [(-0.75, 0.4), (0, 0.5), (0.75, 0.4), (-0.45, -0.3), (0.35, -0.25), (1.0, -0.35)]
    copies(o, [((x, y, 0), (0, 0, 0)) for x, y in spots])
    b = revolve(np.array([(0.302, 0.72), (0.312, 0.8)]), gold, 56)
    copies(b, [((x, y, 0), (0, 0, 0)) for x, y in spots])
    r = ring(0.315, 0.012, gold, 0.925, 8, 56)
    copies(r, [((x, y, 0), (0, 0, 0)) for x, y in spots])
    for x, y in spots[:4]:
        at(turned([(0, 0.08), (0.22, 0.08), (0.215, 0.3), (0.235, 0.58, 1), (0, 0.58)], syrup('#c9943a', 0.2), steps=40), (x, y, 0))


@pic('ae-coffee-pot', elev=10, turn=-12)
def _():
    b = metal(BRASS, 0.24, 0.12, 12)
    s = metal(BRASS, 0.2)
    turned([(0, 0), (0.62, 0, 1), (0.66, 0.06), (0.62, 0.3), (0.36, 0.85), (0.26, 1.15), (0.32, 1.5), (0.46, 1.75), (0.44, 1.82, 1), (0, 1.82)], b)
    for z, r in ((1.15, 0.28), (1.8, 0.46), (0.12, 0.67)):
        ring(r, 0.035, s, z)
    turned([(0, 1.82), (0.44, 1.82, 1), (0.36, 1.98), (0.16, 2.22), (0.07, 2.4), (0.1, 2.5), (0.03, 2.6), (0.06, 2.68), (0, 2.8)], s)
    tube([(0.3, 0, 1.3), (0.62, 0, 1.5), (0.95, 0, 1.86), (1.2, 0, 1.84), (1.38, 0, 1.6)], [0.16, 0.14, 0.11, 0.09, 0.03], s, 18, flat_y=0.75)
    handle((0.5, 0.42), 0.5, 1.72, 0.62, 0.055, s, 180, 1.8)
    cup = glaze('#f1ecdf')
    at(bowl('cone', cup, 0.03), (0.95, -0.75, 0), scale=0.8)
    at(face_disc(0.28, 0.26, plain('#5a3414', 0.08)), (0.95, -0.75, 0))


@variants('ae-oud-incense', ('oud', 'rose'), elev=22, turn=10, grain=2)
def _(v):
    c = '#3a2417' if v == 'oud' else '#7a3a3a'
    g = glass('#f3f4ee')
    vessel([(0.42, 0), (0.5, 0.05), (0.52, 0.55), (0.4, 0.72), (0.4, 0.8)], g, 0.03)
    chip = box(0.16, 0.08, 0.05, plain(c, 0.7, mottle=0.3), 0.01, 1)
    scatter(chip, 110, 0.38, 0.06, 3, (0.7, 1.3), 0.45)
    gold = metal(GOLD, 0.25)
    at(turned([(0, 0), (0.42, 0, 1), (0.44, 0.1), (0.3, 0.22), (0.1, 0.3), (0.06, 0.4), (0.1, 0.48), (0, 0.54)], gold), (0, 0, 0.8))
    band(0.525, 0.2, 0.42, painted(p.band_label('#f2e6c8', '#7a4a1c' if v == 'oud' else '#9a3a4a', 'star' if v == 'oud' else 'flower', 5, h=260), 0.6, 0.1))
    b = metal(BRASS, 0.28)
    at(vessel([(0.3, 0), (0.32, 0.04), (0.12, 0.14), (0.12, 0.22), (0.36, 0.36), (0.4, 0.55)], b, 0.04), (1.05, -0.45, 0))
    o = box(0.12, 0.1, 0.09, plain('#2a2624', 0.9), 0.02, 2)
    at(scatter(o, 22, 0.26, 0.36, 5, (0.8, 1.2), 0.16), (1.05, -0.45, 0))
    ch2 = box(0.16, 0.08, 0.05, plain(c, 0.7, mottle=0.3), 0.01, 1)
    at(scatter(ch2, 12, 0.3, 0.02, 8), (0.25, -0.85, 0))


@pic('lb-laurel-soap', elev=26, turn=24)
def _():
    out, inn = plain('#a58a4f', 0.65, mottle=0.2), plain('#7d8a45', 0.5, mottle=0.1)
    for x, y, z, q in ((-0.4, 0.3, 0, 8), (0.5, 0.35, 0, -6), (0.05, 0.33, 0.46, 30)):
        box(0.75, 0.75, 0.45, out, 0.06, 3, loc=(x, y, z), rot=(0, 0, q))
    o = box(0.75, 0.38, 0.45, out, 0.03, 3, {'front': inn}, loc=(0.2, -0.6, 0), rot=(0, 0, -12))
    st = plain('#8a723c', 0.7)
    at(turned([(0.2, 0), (0.22, 0.006), (0.24, 0)], st, steps=40), (0.05, 0.33, 0.912))
    for k in range(4):
        at(leaf(0.16, 0.03, st, 0), (0.05, 0.33, 0.913), (0, 0, k * 90 + 30), (1, 1, 0.05))
    for k in range(4):
        at(leaf(0.55, 0.1, plain('#4f6b3a', 0.5), 0.06), (-0.75, -0.55, 0.03), (5, 0, 30 - 45 * k))


@pic('ae-dates', elev=34, turn=22)
def _():
    w = paper('#e6d8b8')
    a = p.canvas('#6b3f24', 1000, 300)
    for i in range(10):
        p.star(a, 50 + i * 100, 150, 44, 8, '#d9b05a', 0.6)
    p.rect(a, 8, 8, 992, 292, '#d9b05a', 8)
    m = painted(a, 0.5, 0.1)
    for x, y, ww, d in ((0, 0.75, 2.2, 0.05), (0, -0.75, 2.2, 0.05), (-1.08, 0, 0.05, 1.5), (1.08, 0, 0.05, 1.5)):
        box(ww, d, 0.42, m, 0.01, 1, {'front': m, 'back': m, 'left': m, 'right': m, 'top': w}, loc=(x, y, 0))
    box(2.15, 1.48, 0.08, w, 0.01)
    o = ball(0.16, plain('#5a2c14', 0.3, mottle=0.35, coat=0.3), (1, 1.55, 0.85), 20)
    crumple(o, 0.05, 9)
    places = []
    rng = random.Random(2)
    for r in range(3):
        for i in range(6):
            places.append(((-0.82 + i * 0.33, -0.46 + r * 0.46, 0.28), (rng.uniform(-8, 8), rng.uniform(-15, 15), rng.uniform(-10, 10))))
    for i in range(3):
        places.append(((-0.5 + 0.4 * i, 0.0, 0.46), (10, 0, 60 + 30 * i)))
    places.append(((1.45, -0.5, 0.14), (0, 0, 70)))
    places.append(((1.3, -0.95, 0.14), (0, 0, 30)))
    copies(o, places)


@pic('eg-goblet-drum', elev=14, turn=0)
def _():
    a = p.worn(p.canvas('#b56a42', 1800, 1500), 0.08)
    c1, c2 = '#f0e2c4', '#2f5f6d'
    for y0 in (250, 820):
        p.rect(a, 0, y0, 1800, y0 + 210, c2)
        for i in range(18):
            x = 50 + i * 100
            p.poly(a, [(x, y0 + 20), (x + 46, y0 + 105), (x, y0 + 190), (x - 46, y0 + 105)], c1)
            p.poly(a, [(x, y0 + 60), (x + 24, y0 + 105), (x, y0 + 150), (x - 24, y0 + 105)], '#b5382a')
        for y in (y0 - 22, y0 + 232):
            p.line(a, [(0, y), (1800, y)], c1, 14)
    turned([(0, 0), (0.9, 0, 1), (0.92, 0.08), (0.7, 0.6), (0.52, 1.2), (0.54, 1.7), (0.85, 2.35), (1.22, 2.9), (1.3, 3.4), (1.28, 3.6)], painted(a, 0.6, 0.1))
    turned([(0, 3.66), (1.25, 3.66), (1.33, 3.6), (1.345, 3.35)], plain('#eadfc2', 0.5, mottle=0.08))
    cord = plain('#7a5a34', 0.8)
    ring(1.36, 0.04, cord, 3.33)
    pts = []
    n = 28
    for i in range(n * 2 + 1):
        q = TAU * i / (2 * n)
        pts.append(((1.36 if i % 2 else 1.12) * math.cos(q), (1.36 if i % 2 else 1.12) * math.sin(q), 3.33 if i % 2 else 2.75))
    tube(pts, 0.02, cord, 6, k=2)


@pic('ma-mountain-rug', elev=24, turn=26)
def _():
    a = p.diamonds('#ebe1cc', '#4a3a30', (3, 4), 20, 26, 6, inner=False)
    m = Mat()
    m.set(Roughness=0.98, Specular=0.05, Sheen=0.4)
    m.colour(m.image(p.cv2.GaussianBlur(a, (0, 0), 5), (1, 2.2)).outputs['Color'])
    m.bump(m.noise(80, 4, kind='UV', stretch=(1, 3, 1)), 0.9, 0.06)
    coil(m.m, 3.6, 0.14, 3.0, 0.34, 2.6, 0.24)
    objs = list(bpy.context.scene.objects)
    ymin = min((v.co.y for ob in objs for v in ob.data.vertices))
    fringe([(x, ymin, 0.45) for x in np.linspace(-1.75, 1.75, 46)], (0, -0.35, -0.3), plain('#efe6d4', 0.95), 0.03, 0.05)


@pic('ma-brass-lantern', elev=10, turn=18, dim=0.86)
def _():
    n = 1024
    mask = np.ones((n, n * 2, 4), np.float32)
    hol = np.zeros((n, n * 2, 3), np.float32)
    for j in range(16):
        for i in range(40):
            x, y = i * 51.2 + (25.6 if j % 2 else 0), 40 + j * 62
            p.disc(hol, x, y, 12 if (i + j) % 3 else 17, '#ffffff')
    for i in range(8):
        p.star(hol, 128 + i * 256, 512, 110, 8, '#ffffff', 0.5)
        p.star(hol, 128 + i * 256, 512, 60, 8, '#000000', 0.5)
    m = Mat()
    m.set(Metallic=1.0, Roughness=0.28)
    im = m.image(hol)
    m.colour(m.mixed(im.outputs['Color'], BRASS, '#000000'))
    m.link(m.mixed(im.outputs['Color'], '#000000', '#ffc05a'), m.b.inputs['Emission'])
    m.set(Emission_Strength=3.0)
    m.m.cycles.sample_as_light = False
    b = metal(BRASS, 0.25)
    box(1.7, 1.7, 0.12, b, 0.03)
    prof = np.array([(0.78, 0.14), (0.8, 0.2), (0.8, 1.75), (0.76, 1.82)])
    revolve(prof, m.m, 8)
    for i in range(8):
        q = TAU * i / 8 + math.pi / 2
        rod((0.8 * math.cos(q), 0.8 * math.sin(q), 0.14), (0.8 * math.cos(q), 0.8 * math.sin(q), 1.8), 0.035, b, 8)
    ring(0.82, 0.05, b, 1.8)
    ring(0.82, 0.05, b, 0.18)
    revolve(curve([(0.8, 1.84), (0.82, 2.1), (0.66, 2.45), (0.3, 2.75), (0.12, 2.95)]), m.m)
    turned([(0.12, 2.9), (0.2, 3.0), (0.1, 3.08), (0.14, 3.2), (0.05, 3.3), (0, 3.32)], b)
    at(ring(0.2, 0.03, b, 0, 10, 40), (0, 0, 3.5), (90, 0, 0))


@variants('ma-leather-pouf', ('tan', 'burgundy'), elev=24, turn=10)
def _(c):
    col = '#a9683a' if c == 'tan' else '#6b2230'
    lm = leather(col, 0.42)
    turned([(0, 0), (1.9, 0), (2.35, 0.25), (2.58, 0.95), (2.58, 1.55), (2.2, 2.35), (1.4, 2.72), (0.5, 2.82), (0, 2.82)], lm, flute=(12, 0.014), steps=144)
    st = plain('#f0e2c4', 0.7)
    path = curve([(2.585, 0.95), (2.59, 1.55), (2.21, 2.36), (1.41, 2.735), (0.5, 2.835)], 6)
    for i in range(12):
        q = TAU * (i + 0.5) / 12
        k = 0.986
        tube([(r * k * math.cos(q), r * k * math.sin(q), z + 0.005) for r, z in path], 0.028, st, 6, k=1)
    for rad, n_, k in ((0.75, 8, 0.5), (1.15, 12, 0.7)):
        pts = []
        for i in range(2 * n_):
            q = math.pi * i / n_
            r = rad * (1 if i % 2 == 0 else k)
            z = np.interp(r, [0, 0.5, 1.4, 2.2], [2.845, 2.845, 2.75, 2.38])
            pts.append((r * math.cos(q), r * math.sin(q), z))
        tube(pts, 0.03, st, 6, closed=True, k=1)
    ring(0.16, 0.06, st, 2.85)
    ring(2.6, 0.03, st, 0.9, 8, 96)


# --- Italy ----------------------------------------------------------------------------------------


@variants('it-lagoon-tumbler', ('teal', 'amber', 'rose'), elev=17, turn=20, grain=2)
def _(c):
    g = glass({'teal': '#4fa3a3', 'amber': '#e3a24f', 'rose': '#dd9aa2'}[c])

    def one(x, y, q, s=1.0):
        o = revolve(vessel_profile([(0.34, 0), (0.4, 0.04), (0.43, 0.3), (0.44, 0.7), (0.45, 1.0)], 0.035, floor=0.07)[0], g, 96, dents=(2.5 * 2, 0.14, 0.15, 0.85))
        at(o, (x, y, 0), (0, 0, q), s)

    one(0, 0, 20)
    one(0.95, 0.55, 65)


@variants('it-ribbed-vase', ('amber', 'emerald'), elev=10, turn=0, grain=2)
def _(c):
    g = glass('#dc9238' if c == 'amber' else '#2f8a5f')
    o = revolve(vessel_profile([(0.55, 0), (0.6, 0.05), (0.85, 0.7), (0.9, 1.3), (0.72, 1.9), (0.5, 2.3), (0.62, 2.75)], 0.05, floor=0.12)[0], g, 160, flute=(18, 0.03))
    for v in o.data.vertices:
        q = 0.5 * v.co.z
        x, y = v.co.x, v.co.y
        v.co.x, v.co.y = x * math.cos(q) - y * math.sin(q), x * math.sin(q) + y * math.cos(q)
    st = plain('#7a8a4a', 0.8)
    for i in range(5):
        q = i * 1.3
        tube([(0.1 * math.cos(q), 0.1 * math.sin(q), 0.15), (0.3 * math.cos(q), 0.3 * math.sin(q), 2.6), (0.7 * math.cos(q), 0.7 * math.sin(q), 3.7 + 0.1 * i)], 0.022, st, 6)
        for k in range(5):
            at(leaf(0.5, 0.1, plain('#5f7a3f', 0.6), 0.06), (0.7 * math.cos(q) - 0.03 * k, 0.7 * math.sin(q), 3.1 + 0.1 * i + 0.12 * k), (40, 0, k * 75 + 40 * i))


@pic('it-maiolica-plate', elev=12, turn=0)
def _():
    a = p.canvas('#f5f0e2', 1200, 1200)
    b = '#2f529f'
    for r, t in ((585, 22), (545, 6), (330, 10), (310, 4)):
        p.cv2.circle(a, p.P(600, 600), int(r * 16), p.tup(b), t, p.cv2.LINE_AA, p.SH)
    for i in range(6):
        q = TAU * i / 6
        x, y = 600 + 440 * math.cos(q), 600 + 440 * math.sin(q)
        for d in (1.2, 1.9, -1.2, -1.9):
            p.petal(a, x, y, q + d, 150, 34, '#4f7f3f')
        p.petal(a, x - 95 * math.cos(q + 1.57), y - 95 * math.sin(q + 1.57), q + 1.57, 190, 66, '#e0a81c')
        p.petal(a, x - 80 * math.cos(q + 1.57), y - 80 * math.sin(q + 1.57), q + 1.57, 150, 44, '#f0ca3c')
    for d in (0.3, 1.5, 2.8, 4.2, 5.3):
        p.petal(a, 600, 600, d, 230, 50, '#4f7f3f')
    p.petal(a, 455, 640, -0.25, 300, 105, '#e0a81c')
    p.petal(a, 475, 630, -0.25, 240, 74, '#f2cd40')
    for k in range(3):
        p.flower(a, 600 + 120 * math.cos(2.2 + k), 600 - 150 * math.sin(1 + k * 0.6), 34, 5, '#ffffff', '#e0a81c', 0.4)
    m = painted(p.warp(p.worn(a, 0.04), 4, 30), 0.12, 0.5)
    at(picture_plate(1.35, m, 0.28, 0.07), (0, 0.2, 1.28), (76, 0, 0))
    w = wood('olive')
    for x in (-0.5, 0.5):
        box(0.12, 0.9, 0.1, w, 0.03, loc=(x, 0.1, 0))
        at(box(0.12, 0.1, 0.3, w, 0.03), (x, -0.34, 0.05))


@pic('it-moka-pot', elev=13, turn=-24)
def _():
    m = metal('#c6c8ca', 0.22)
    bk = plain('#1d1b1a', 0.35)

    def facet(prof):
        return revolve(np.array(prof), m, 8)

    parts = [facet([(0, 0), (0.66, 0), (0.68, 0.03), (0.5, 0.9), (0.5, 0.93)]), facet([(0.54, 0.93), (0.54, 1.03), (0.5, 1.03)]), facet([(0.46, 1.03), (0.46, 1.08), (0.66, 1.95), (0.66, 1.97), (0, 1.97)])]
    parts.append(facet([(0.67, 1.975), (0.67, 2.0), (0.3, 2.16), (0, 2.2)]))
    for o in parts:
        o.data.polygons.foreach_set('use_smooth', [False] * len(o.data.polygons))
    at(turned([(0, 0), (0.07, 0), (0.05, 0.06), (0.1, 0.12), (0.1, 0.22), (0, 0.26)], bk, steps=24), (0, 0, 2.19))
    o = tube([(0.5, 0, 1.55), (0.78, 0, 1.85), (0.92, 0, 1.98)], [0.22, 0.13, 0.04], m, 6, flat_y=0.8)
    tube([(-0.55, 0, 1.88), (-0.85, 0, 1.95), (-1.15, 0, 1.85), (-1.22, 0, 1.5), (-1.15, 0, 1.0)], [0.07, 0.085, 0.09, 0.09, 0.07], bk, 12, flat_y=1.3)
    at(turned([(0, 0), (0.06, 0), (0.06, 0.06), (0, 0.06)], metal(BRASS, 0.25), steps=6), (0.15, -0.58, 0.62), (84, 0, 0))


@variants('it-espresso-beans', ('bar-roast', 'mild-roast', 'decaf'), elev=18, turn=10)
def _(v):
    c, bean = {'bar-roast': ('#8a2a22', '#2e190f'), 'mild-roast': ('#c08a3a', '#6a3f20'), 'decaf': ('#3f6a6d', '#4f2f1a')}[v]
    tin(0.52, 1.75, plain(c, 0.3), metal('#d0c8b4', 0.3), 0.88)
    a = p.canvas('#f3ead6', 1500, 560)
    for i in range(3):
        x = 250 + 500 * i
        p.disc(a, x, 260, 190, c)
        for k in (-1, 1):
            p.cv2.ellipse(a, p.P(x + k * 62, 260), (56 * 16, 96 * 16), 20 * k, 0, 360, p.tup('#f3ead6'), -1, p.cv2.LINE_AA, p.SH)
            p.line(a, [(x + k * 62 - 8, 180), (x + k * 62 + 10, 260), (x + k * 62 - 8, 340)], c, 12)
        p.line(a, [(x - 120, 500), (x + 120, 500)], c, 10)
    for y in (20, 540):
        p.line(a, [(0, y), (1500, y)], c, 12)
    band(0.526, 0.22, 1.34, painted(a, 0.5, 0.1))
    at(heap_beans(plain(bean, 0.35, coat=0.2), 120, 0.5, 0.085, 0.2, {'bar-roast': 3, 'mild-roast': 4, 'decaf': 5}[v]), (0.95, -0.65, 0))


@pic('it-hazelnut-chocolates', elev=38, turn=-22)
def _():
    c = '#2f3f5c'
    for x, y, ww, d in ((0, 1.0, 2.1, 0.06), (0, -1.0, 2.1, 0.06), (-1.03, 0, 0.06, 2.0), (1.03, 0, 0.06, 2.0)):
        box(ww, d, 0.45, plain(c, 0.6), 0.01, loc=(x, y, 0))
    box(2.0, 2.0, 0.06, paper('#e9dcc0'))
    gold, ch = metal('#d8b060', 0.35), plain('#6a3a20', 0.35)
    o = obj([(-0.2, -0.17, 0), (0.2, -0.17, 0), (0.2, 0.17, 0), (-0.2, 0.17, 0), (-0.17, -0.03, 0.24), (0.17, -0.03, 0.24), (0.17, 0.03, 0.24), (-0.17, 0.03, 0.24)], [(0, 1, 5, 4), (1, 2, 6, 5), (2, 3, 7, 6), (3, 0, 4, 7), (4, 5, 6, 7)], gold, smooth=False)
    bv = o.modifiers.new('b', 'BEVEL')
    bv.width, bv.segments = 0.03, 3
    crumple(o, 0.01, 8)
    copies(o, [((-0.72 + 0.48 * i, -0.72 + 0.48 * j, 0.14), (0, 0, 0)) for i in range(4) for j in range(4) if not (i == 3 and j == 0)])
    o2 = box(0.4, 0.26, 0.2, ch, 0.08, 3, loc=(1.3, -0.9, 0), rot=(0, 0, 30))
    n = ball(0.13, plain('#a8703a', 0.45), (1, 1, 1.1), 20)
    copies(n, [((1.4, -0.3, 0.12), (20, 0, 0)), ((1.6, -0.6, 0.12), (60, 0, 40)), ((0.9, -1.35, 0.12), (90, 0, 10))])
    a = p.canvas(c, 800, 800)
    a[150:650, 200:600] = p.label(c, '#d8b060', 'fruit', w=400, h=500)
    at(box(2.1, 2.05, 0.3, plain(c, 0.6), 0.02, 2, {'top': painted(a, 0.5, 0.2)}), (-0.35, 1.45, 0.25), (32, 0, 0))


@variants('it-marbled-notebook', ('teal', 'rust'), elev=38, turn=-24)
def _(c):
    cols = ['#22686b', '#e9dfc8', '#2f8a8a', '#d9a441', '#163f45', '#8fc0b8'] if c == 'teal' else ['#9a4a2b', '#f0e2c8', '#c9702f', '#3a2a24', '#d9a05a', '#6b2230']
    m = painted(p.marbled(cols, 7 if c == 'teal' else 12), 0.35, 0.3)
    book(1.5, 2.1, 0.3, m, pages_mat())
    sp = leather('#3a2a24' if c == 'rust' else '#20383a')
    box(0.34, 2.104, 0.308, sp, 0.03, 3, loc=(-0.62, 0, -0.004))
    tube([(1.0, -0.9, 0.07), (1.05, 0, 0.07), (1.1, 0.95, 0.07)], [0.02, 0.075, 0.065], plain('#20383a' if c == 'teal' else '#5a2a1c', 0.2, coat=0.5), 16)
    at(turned([(0, 0), (0.055, 0.0), (0.02, 0.18), (0, 0.3)], metal(GOLD, 0.2), steps=16), (0.995, -0.9, 0.07), (97, 0, 0))


@pic('it-pepper-mill', elev=14)
def _():
    turned([(0, 0), (0.32, 0, 1), (0.34, 0.08), (0.3, 0.3), (0.2, 0.75), (0.24, 1.15), (0.32, 1.38), (0.3, 1.48, 1), (0.22, 1.5, 1), (0.32, 1.55), (0.36, 1.75), (0.26, 1.98), (0, 2.04)], wood('olive', 'Z', 1.4))
    at(turned([(0, 0), (0.08, 0), (0.1, 0.06), (0.08, 0.14), (0, 0.16)], metal(STEEL, 0.2), steps=32), (0, 0, 2.03))
    ring(0.235, 0.014, metal(STEEL, 0.25), 1.5)
    o = ball(0.045, plain('#2f2620', 0.8, mottle=0.3), seg=12)
    at(scatter(o, 34, 0.36, 0.04, 4), (0.6, -0.4, 0))


@variants('it-leather-tote', ('tan', 'black'), elev=10, turn=20, fill=0.76)
def _(c):
    col = '#a9683a' if c == 'tan' else '#26221f'
    lm = leather(col, 0.45)
    tote(lm, 3.8, 2.9, 1.1, leather(dark(col, 0.12)), 1.35, wide=0.11, gap=0.4)
    st = plain('#ead9b8' if c == 'tan' else '#8a8074', 0.7)
    for s in (-1, 1):
        for x in (-0.76, 0.76):
            at(box(0.3, 0.06, 0.55, leather(dark(col, 0.12)), 0.02), (x, s * 0.37, 2.0))
            for z in (2.12, 2.42):
                at(turned([(0, 0), (0.05, 0), (0.035, 0.03), (0, 0.035)], metal(BRASS, 0.3), steps=16), (x, -0.4, z), (90, 0, 0))
    for x in (-1.84, 1.84):
        for k in range(24):
            z = 0.12 + k * 0.115
            rod((x * (1 - 0.04 * z / 2.9), -0.07, z), (x * (1 - 0.04 * z / 2.9), -0.07, z + 0.07), 0.014, st, 5)


@pic('it-bronze-pasta', elev=18, turn=14)
def _():
    pouch(1.1, 0.66, 2.1, paper('#2f4f7a', 0.05), painted(p.label('#f5ecd4', '#2f4f7a', 'grain', '#c08a2c'), 0.7, 0), tie=plain('#c08a2c', 0.6))
    pasta = plain('#dfb35c', 0.7, grain=0.3)
    prof = np.array([(0.085, -0.26), (0.11, -0.27), (0.115, 0.27), (0.09, 0.26), (0.085, -0.26)])
    o = revolve(prof, pasta, 24, flute=(12, 0.05))
    at(o, rot=(90, 0, 0))
    rng = random.Random(4)
    copies(o, [((0.9 + rng.uniform(-0.45, 0.45), -0.8 + rng.uniform(-0.3, 0.3), 0.11 + 0.2 * (i > 16)), (rng.uniform(-10, 10), 0, rng.random() * 180)) for i in range(24)])


@pic('it-brass-desk-lamp', elev=9, turn=-22)
def _():
    b = metal(BRASS, 0.22)
    turned([(0, 0), (0.95, 0, 1), (0.98, 0.06), (0.9, 0.14), (0.3, 0.22), (0.12, 0.32), (0, 0.32)], b)
    tube([(0, 0, 0.25), (0, 0, 1.8), (0.02, 0, 3.1), (0.25, 0, 3.6), (0.6, 0, 3.72)], 0.055, b, 14)
    parts = [revolve(curve([(0.1, 1.02), (0.3, 0.98), (0.7, 0.74), (0.98, 0.32), (1.06, 0.0)]), b)]
    parts.append(revolve(curve([(0.1, 0.99), (0.3, 0.95), (0.68, 0.72), (0.95, 0.31), (1.03, 0.0)]), plain('#f6efe0', 0.6)))
    parts.append(turned([(0, 1.2), (0.1, 1.16), (0.12, 1.0), (0.1, 0.96)], b, steps=32))
    m = Mat()
    m.set(Emission_Strength=3.0, Emission=(1, 0.8, 0.5, 1))
    m.m.cycles.sample_as_light = False
    parts.append(at(ball(0.3, m.m), (0, 0, 0.42)))
    at(parts, (0.62, 0, 2.62), (0, 16, 0))
