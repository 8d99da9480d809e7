"""Materials: glazes, woods, metals, glass, lacquer, paper; colours are given as '#rrggbb' as the eye sees them."""
import numpy as np
import bpy


def lin(c):
    if isinstance(c, str):
        c = [int(c[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return tuple(v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in c)


def mix(a, b, t):
    pa = [int(a[i : i + 2], 16) for i in (1, 3, 5)]
    pb = [int(b[i : i + 2], 16) for i in (1, 3, 5)]
    return '#' + ''.join('%02x' % round(x + (y - x) * t) for x, y in zip(pa, pb))


def dark(c, t=0.3):
    return mix(c, '#000000', t)


def pale(c, t=0.3):
    return mix(c, '#ffffff', t)


def picture(array, name='paint'):
    """A painted array (height x width x 3 or 4, 0..1, as the eye sees it) as a Blender image."""
    h, w, k = array.shape
    rgba = np.ones((h, w, 4), np.float32)
    rgba[..., :k] = array
    im = bpy.data.images.new(name, w, h, alpha=k == 4)
    im.pixels.foreach_set(rgba[::-1].ravel())
    im.update()
    return im


class Mat:
    """A thin hand on a node tree."""

    def __init__(self, name='mat'):
        self.m = bpy.data.materials.new(name)
        self.m.use_nodes = True
        self.t = self.m.node_tree
        self.b = self.t.nodes['Principled BSDF']

    def node(self, kind, **inputs):
        n = self.t.nodes.new('ShaderNode' + kind)
        for k, v in inputs.items():
            n.inputs[k.replace('_', ' ')].default_value = v
        return n

    def link(self, a, b):
        self.t.links.new(a, b)

    def set(self, **inputs):
        for k, v in inputs.items():
            self.b.inputs[k.replace('_', ' ')].default_value = v

    def coords(self, kind='Object', scale=(1, 1, 1)):
        c = self.node('TexCoord')
        m = self.node('Mapping')
        m.inputs['Scale'].default_value = scale
        self.link(c.outputs[kind], m.inputs['Vector'])
        return m.outputs[0]

    def ramp(self, fac, stops, ease='LINEAR'):
        r = self.node('ValToRGB')
        r.color_ramp.interpolation = ease
        e = r.color_ramp.elements
        while len(e) < len(stops):
            e.new(0.5)
        for el, (pos, c) in zip(e, stops):
            el.position = pos
            el.color = (*(lin(c) if isinstance(c, str) else c), 1)
        self.link(fac, r.inputs['Fac'])
        return r.outputs['Color']

    def noise(self, scale=4, detail=3, stretch=(1, 1, 1), rough=0.5, kind='Object', distortion=0.0):
        n = self.node('TexNoise', Scale=scale, Detail=detail, Roughness=rough, Distortion=distortion)
        self.link(self.coords(kind, stretch), n.inputs['Vector'])
        return n.outputs['Fac']

    def voronoi(self, scale, feature='F1', out='Distance', stretch=(1, 1, 1), kind='Object', randomness=1.0):
        n = self.node('TexVoronoi', Scale=scale, Randomness=randomness)
        n.feature = feature
        self.link(self.coords(kind, stretch), n.inputs['Vector'])
        return n.outputs[out]

    def wave(self, scale, direction='X', kind='BANDS', profile='SIN', distortion=0.0, detail=2, stretch=(1, 1, 1), coords='Object'):
        n = self.node('TexWave', Scale=scale, Distortion=distortion, Detail=detail)
        n.wave_type = kind
        n.wave_profile = profile
        if kind == 'BANDS':
            n.bands_direction = direction
        else:
            n.rings_direction = direction
        self.link(self.coords(coords, stretch), n.inputs['Vector'])
        return n.outputs['Fac']

    def mixed(self, fac, a, b, mode='MIX'):
        n = self.node('MixRGB')
        n.blend_type = mode
        for k, v in (('Fac', fac), ('Color1', a), ('Color2', b)):
            if isinstance(v, (int, float)):
                n.inputs[k].default_value = v
            elif isinstance(v, str):
                n.inputs[k].default_value = (*lin(v), 1)
            else:
                self.link(v, n.inputs[k])
        return n.outputs['Color']

    def image(self, array, repeat=(1, 1), coords='UV', smooth=True):
        n = self.node('TexImage')
        n.image = picture(array)
        n.extension = 'REPEAT'
        n.interpolation = 'Linear' if smooth else 'Closest'
        self.link(self.coords(coords, (*repeat, 1)), n.inputs['Vector'])
        return n

    def bump(self, fac, strength=0.2, distance=0.02):
        n = self.node('Bump', Strength=strength, Distance=distance)
        self.link(fac, n.inputs['Height'])
        old = self.b.inputs['Normal']
        if old.is_linked:
            self.link(old.links[0].from_socket, n.inputs['Normal'])
        self.link(n.outputs['Normal'], old)

    def colour(self, socket):
        self.link(socket, self.b.inputs['Base Color'])


def plain(c, rough=0.6, spec=0.4, metal=0.0, coat=0.0, sheen=0.0, mottle=0.0, grain=0.0, grain_scale=60):
    m = Mat()
    m.set(Base_Color=(*lin(c), 1), Roughness=rough, Specular=spec, Metallic=metal, Clearcoat=coat, Sheen=sheen)
    if mottle:
        m.colour(m.ramp(m.noise(5, 4), [(0.3, dark(c, mottle)), (0.7, pale(c, mottle * 0.5))]))
    if grain:
        m.bump(m.noise(grain_scale, 2), grain, 0.02)
    return m.m


def glaze(c, second=None, rough=0.14, crackle=0.0, speckle=None, scale=3.0, run=0.0, ripple=0.06, spots=None):
    """A ceramic glaze; second mottles, run lets it flow downward, crackle draws fine lines, speckle and spots dot."""
    m = Mat()
    m.set(Roughness=rough, Specular=0.55, Clearcoat=0.35, Clearcoat_Roughness=0.06)
    second = second or dark(c, 0.12)
    col = m.ramp(m.noise(scale, 4, (1, 1, 1 - 0.85 * run)), [(0.32, second), (0.66, c)])
    if crackle:
        line = m.ramp(m.voronoi(6.5, 'DISTANCE_TO_EDGE'), [(0.0, '#ffffff'), (0.014, '#000000')])
        col = m.mixed(m_scaled(m, line, crackle), col, dark(c, 0.55))
    if speckle:
        dots = m.ramp(m.voronoi(26), [(0.09, '#ffffff'), (0.13, '#000000')])
        col = m.mixed(m_scaled(m, dots, 0.8), col, speckle)
    if spots:
        dots = m.ramp(m.voronoi(11), [(0.2, '#ffffff'), (0.34, '#000000')])
        col = m.mixed(m_scaled(m, dots, 0.85), col, spots)
    m.colour(col)
    if ripple:
        m.bump(m.noise(7, 2), ripple, 0.03)
    return m.m


def m_scaled(m, socket, k):
    n = m.node('Math')
    n.operation = 'MULTIPLY'
    m.link(socket, n.inputs[0])
    n.inputs[1].default_value = k
    return n.outputs[0]


def clay(c, rough=0.75, scale=5, grain=0.25, shade=0.2, band=None):
    m = Mat()
    m.set(Roughness=rough, Specular=0.25)
    col = m.ramp(m.noise(scale, 5), [(0.3, dark(c, shade)), (0.7, pale(c, shade * 0.35))])
    if band:
        flash = m.ramp(m.noise(1.3, 3, distortion=0.8), [(0.42, '#000000'), (0.62, '#ffffff')])
        col = m.mixed(flash, col, band)
    m.colour(col)
    m.bump(m.noise(45, 3), grain, 0.02)
    m.bump(m.wave(4, 'Z', distortion=1.5), 0.05, 0.03)
    return m.m


WOODS = {
    'ash': ('#d9bd92', '#c09c69'),
    'elm': ('#a8774a', '#7b4f2c'),
    'beech': ('#d8b184', '#c4966a'),
    'maple': ('#e3c79c', '#d2ad78'),
    'teak': ('#a9713c', '#7a4a22'),
    'camphor': ('#b98a5c', '#94643a'),
    'cypress': ('#e2c493', '#cda468'),
    'birch': ('#e0c69b', '#cbaa76'),
    'linden': ('#e4cfa8', '#d3b789'),
    'olive': ('#c39a5c', '#6f4a24'),
    'walnut': ('#6e4a31', '#452b1b'),
    'mango': ('#a37a4f', '#5e3f26'),
    'rubber': ('#ddbb88', '#cba36c'),
    'oak': ('#c09a68', '#9a7242'),
    'rosewood': ('#5a2f22', '#331a14'),
    'bamboo': ('#d8b974', '#bf9a52'),
    'smoked': ('#7d5a36', '#553a20'),
    'pine': ('#d9b27c', '#be8f55'),
}


def wood(kind='oak', along='X', scale=1.0, rough=0.45, coat=0.0, rings=1.0):
    m = Mat()
    a, b = WOODS[kind]
    m.set(Roughness=rough, Specular=0.35, Clearcoat=coat)
    k = {'X': (0.12, 1, 1), 'Y': (1, 0.12, 1), 'Z': (1, 1, 0.12)}[along]
    n = m.noise(3.2 * scale, 4, k, distortion=1.2)
    w = m.wave(1.6 * scale * rings, 'Y' if along != 'Y' else 'X', distortion=7, detail=3, stretch=k)
    fac = m.mixed(0.45, w, n)
    fine = m.noise(42 * scale, 3, k)
    col = m.ramp(fac, [(0.25, b), (0.6, mix(a, b, 0.25)), (0.85, a)])
    col = m.mixed(m_scaled(m, m.ramp(fine, [(0.4, '#000000'), (0.75, '#ffffff')]), 0.25), col, dark(b, 0.25))
    m.colour(col)
    m.bump(fine, 0.08, 0.01)
    return m.m


def metal(c='#c79a4a', rough=0.24, hammered=0.0, scale=9, brushed=0.0, patina=0.0):
    m = Mat()
    m.set(Base_Color=(*lin(c), 1), Metallic=1.0, Roughness=rough)
    if patina:
        m.colour(m.ramp(m.noise(4, 4), [(0.35, dark(c, patina)), (0.65, c)]))
    if hammered:
        m.bump(m.voronoi(scale, 'SMOOTH_F1'), hammered, 0.12)
    if brushed:
        m.bump(m.noise(12, 2, (1, 1, 14)), brushed, 0.01)
    return m.m


BRASS, COPPER, STEEL, IRON, PEWTER, BRONZE, GOLD = '#d0a452', '#c47a52', '#b9bbbd', '#56565a', '#a9abac', '#b88a4c', '#d9ae55'


def glass(c='#ffffff', rough=0.0, edge=None):
    """Thin glass: light passes straight, the edge gathers colour, the window mirrors in it. Free of grain and cheap."""
    m = Mat()
    t = m.t
    t.nodes.remove(m.b)
    lw = m.node('LayerWeight', Blend=0.3)
    tint = m.mixed(lw.outputs['Facing'], pale(c, 0.6), edge or dark(c, 0.08))
    tr = m.node('BsdfTransparent')
    m.link(tint, tr.inputs['Color'])
    gl = m.node('BsdfGlossy', Roughness=0.04 + rough)
    fr = m.node('LayerWeight', Blend=0.12)
    mx = m.node('MixShader')
    m.link(m_scaled(m, fr.outputs['Fresnel'], 0.85), mx.inputs[0])
    m.link(tr.outputs[0], mx.inputs[1])
    m.link(gl.outputs[0], mx.inputs[2])
    m.link(mx.outputs[0], t.nodes['Material Output'].inputs['Surface'])
    return m.m


def syrup(c, glow=0.12):
    """A clear liquid or jelly in a glass, with the light that would have come through it."""
    m = Mat()
    m.m.cycles.sample_as_light = False
    m.set(Roughness=0.06, Specular=0.5, Emission_Strength=glow, Emission=(*lin(pale(c, 0.1)), 1))
    lw = m.node('LayerWeight', Blend=0.5)
    m.colour(m.mixed(lw.outputs['Facing'], pale(c, 0.12), dark(c, 0.3)))
    return m.m


def lacquer(c, rough=0.1, cloud=0.12):
    m = Mat()
    m.set(Roughness=rough, Specular=0.5, Clearcoat=1.0, Clearcoat_Roughness=0.03)
    m.colour(m.ramp(m.noise(2.5, 3), [(0.3, dark(c, cloud)), (0.7, c)]))
    return m.m


def painted(array, rough=0.3, coat=0.3, repeat=(1, 1), bump=0.0, metal_mask=None, grain=0.0, weave=0.0, coords='UV', spec=0.4, sheen=0.0):
    """Whatever was painted on an array, laid on by UV; bump raises what is bright."""
    m = Mat()
    m.set(Roughness=rough, Specular=spec, Clearcoat=coat, Sheen=sheen)
    im = m.image(array, repeat, coords)
    m.colour(im.outputs['Color'])
    if array.shape[2] == 4:
        m.link(im.outputs['Alpha'], m.b.inputs['Alpha'])
    if metal_mask is not None:
        g = m.image(np.repeat(metal_mask[..., None], 3, 2), repeat, coords)
        m.link(g.outputs['Color'], m.b.inputs['Metallic'])
    if bump:
        m.bump(im.outputs['Color'], bump, 0.04)
    if grain:
        m.bump(m.noise(70, 2), grain, 0.02)
    if weave:
        woven_bump(m, weave)
    return m.m


def woven_bump(m, strength=0.3, threads=90):
    a = m.wave(threads / 6.28 * 1.0, 'X', coords='UV')
    b = m.wave(threads / 6.28 * 1.0, 'Y', coords='UV')
    m.bump(m.mixed(0.5, a, b), strength, 0.012)


def fabric(c, second=None, weave=0.35, threads=90, rough=0.9, sheen=0.3, slub=0.0):
    m = Mat()
    m.set(Roughness=rough, Specular=0.15, Sheen=sheen)
    second = second or dark(c, 0.12)
    col = m.ramp(m.noise(9, 4), [(0.3, second), (0.7, c)])
    if slub:
        s = m.noise(26, 2, (0.05, 1, 1), kind='UV')
        col = m.mixed(m_scaled(m, m.ramp(s, [(0.5, '#000000'), (0.75, '#ffffff')]), slub), col, pale(c, 0.35))
    m.colour(col)
    woven_bump(m, weave, threads)
    return m.m


def silk(c, other=None, slub=0.25):
    """Lustrous cloth: bright where it turns to the light, the second colour where it turns away."""
    m = Mat()
    m.set(Roughness=0.38, Specular=0.5, Sheen=0.6, Anisotropic=0.4)
    lw = m.node('LayerWeight', Blend=0.35)
    col = m.mixed(lw.outputs['Facing'], c, other or dark(c, 0.35))
    s = m.noise(34, 2, (0.06, 1, 1), kind='UV')
    col = m.mixed(m_scaled(m, m.ramp(s, [(0.5, '#000000'), (0.72, '#ffffff')]), slub), col, pale(c, 0.4))
    m.colour(col)
    m.bump(m.noise(60, 2, (0.05, 1, 1), kind='UV'), 0.12, 0.01)
    return m.m


def leather(c, rough=0.5):
    m = Mat()
    m.set(Roughness=rough, Specular=0.4)
    m.colour(m.ramp(m.noise(3, 4), [(0.3, dark(c, 0.2)), (0.7, pale(c, 0.06))]))
    m.bump(m.voronoi(55), 0.18, 0.012)
    return m.m


def paper(c='#efe6d3', fibre=0.0, rough=0.9):
    m = Mat()
    m.set(Roughness=rough, Specular=0.1)
    col = m.ramp(m.noise(6, 4), [(0.3, dark(c, 0.05)), (0.7, c)])
    if fibre:
        f = m.ramp(m.noise(9, 6, (1, 0.12, 1), rough=0.75, distortion=2.5), [(0.58, '#000000'), (0.68, '#ffffff')])
        col = m.mixed(m_scaled(m, f, fibre), col, dark(c, 0.25))
    m.colour(col)
    m.bump(m.noise(40, 3), 0.1, 0.01)
    return m.m


def lit(c='#ffdca8', strength=1.6, array=None, bright='#fff3dc'):
    """Paper or silk with a lamp behind it; it shines, but does not light the set, which would bring grain."""
    m = Mat()
    m.m.cycles.sample_as_light = False
    m.set(Roughness=0.9, Specular=0.05, Base_Color=(*lin(c), 1), Emission_Strength=strength)
    if array is not None:
        im = m.image(array)
        m.colour(im.outputs['Color'])
        m.link(im.outputs['Color'], m.b.inputs['Emission'])
    else:
        lw = m.node('LayerWeight', Blend=0.5)
        m.link(m.mixed(lw.outputs['Facing'], bright, c), m.b.inputs['Emission'])
    return m.m


def stone(c, second=None, scale=14, rough=0.6, pits=0.0, vein=None):
    m = Mat()
    m.set(Roughness=rough, Specular=0.35)
    col = m.ramp(m.noise(scale, 5, rough=0.7), [(0.35, second or dark(c, 0.3)), (0.62, c)])
    if vein:
        v = m.ramp(m.noise(1.6, 6, rough=0.65, distortion=2.5), [(0.47, '#000000'), (0.5, '#ffffff'), (0.53, '#000000')])
        col = m.mixed(m_scaled(m, v, 0.7), col, vein)
    m.colour(col)
    if pits:
        m.bump(m.noise(26, 5, rough=0.7), pits, 0.06)
    return m.m


def cork():
    m = Mat()
    m.set(Roughness=0.85, Specular=0.15)
    n = m.node('TexVoronoi', Scale=16)
    m.link(m.coords(), n.inputs['Vector'])
    tone = m.node('RGBToBW')
    m.link(n.outputs['Color'], tone.inputs[0])
    col = m.ramp(tone.outputs[0], [(0.15, '#7c5230'), (0.5, '#b98553'), (0.9, '#d3a36d')])
    col = m.mixed(m_scaled(m, m.noise(30, 4), 0.3), col, '#6b452a')
    m.colour(col)
    m.bump(m.voronoi(16, 'DISTANCE_TO_EDGE'), 0.35, 0.02)
    return m.m


def wicker(c='#c79a5b', second=None, across=1.0, up=1.0):
    """Basketwork by UV: over and under, as a lathe or a sheet gives it."""
    from paint import basket

    second = second or dark(c, 0.35)
    return painted(basket(c, second), rough=0.7, coat=0, repeat=(across, up), bump=0.9)
