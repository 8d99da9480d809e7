"""Forms: turned, boxed, bent, folded. Lengths are decimetres; every form stands on z = 0 unless placed elsewhere."""
import math
import random
import bmesh
import bpy
import numpy as np
from mathutils import Vector, Matrix

TAU = 2 * math.pi


def obj(verts, faces, mat=None, uvs=None, smooth=True, loop_uvs=None, mats=None, slots=None, name='thing'):
    me = bpy.data.meshes.new(name)
    me.from_pydata([tuple(v) for v in verts], [], faces)
    if uvs is not None or loop_uvs is not None:
        layer = me.uv_layers.new(name='UVMap')
        if loop_uvs is None:
            idx = np.empty(len(me.loops), np.int32)
            me.loops.foreach_get('vertex_index', idx)
            loop_uvs = np.asarray(uvs, np.float32)[idx]
        layer.data.foreach_set('uv', np.asarray(loop_uvs, np.float32).ravel())
    for m in mats or ([mat] if mat else []):
        me.materials.append(m)
    if slots is not None:
        me.polygons.foreach_set('material_index', slots)
    me.polygons.foreach_set('use_smooth', [bool(smooth)] * len(me.polygons))
    me.update()
    o = bpy.data.objects.new(name, me)
    bpy.context.scene.collection.objects.link(o)
    return o


def at(o, loc=(0, 0, 0), rot=(0, 0, 0), scale=None):
    """Place; rot in degrees."""
    for x in o if isinstance(o, (list, tuple)) else [o]:
        m = Matrix.Translation(loc) @ (
            Matrix.Rotation(math.radians(rot[2]), 4, 'Z')
            @ Matrix.Rotation(math.radians(rot[1]), 4, 'Y')
            @ Matrix.Rotation(math.radians(rot[0]), 4, 'X')
        )
        if scale is not None:
            m = m @ Matrix.Diagonal((*((scale,) * 3 if isinstance(scale, (int, float)) else scale), 1))
        x.matrix_world = m @ x.matrix_world
    return o


def flat(*groups):
    out = []
    for g in groups:
        if isinstance(g, (list, tuple)):
            out += flat(*g)
        elif g is not None:
            out.append(g)
    return out


def curve(pts, k=8):
    """Catmull-Rom through the points; a point with a third element is a corner."""
    runs, run = [], []
    for p in pts:
        run.append(p[:2])
        if len(p) > 2 and len(run) > 1:
            runs.append(run)
            run = [p[:2]]
    if len(run) > 1:
        runs.append(run)
    out = []
    for r in runs:
        a = [np.array(p, float) for p in r]
        a = [2 * a[0] - a[1]] + a + [2 * a[-1] - a[-2]]
        for i in range(1, len(a) - 2):
            for j in range(k):
                t = j / k
                p0, p1, p2, p3 = a[i - 1 : i + 3]
                out.append(0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t * t + (3 * p1 - p0 - 3 * p2 + p3) * t**3))
        out.append(a[-2])
    out = np.array(out)
    out[:, 0] = np.maximum(out[:, 0], 0)
    return out


def revolve(prof, mat, steps=96, squash=None, flute=None, mats=None, zone=None, dents=None, rim=None):
    """Turn a finished profile (array of r, z) about the axis. UV: u round, v along.
    flute: (count, depth) ripples the radius; dents: (count, depth, z0, z1)."""
    prof = np.asarray(prof, float)
    n = len(prof)
    seg = np.r_[0, np.cumsum(np.hypot(*np.diff(prof, axis=0).T))]
    v = seg / max(seg[-1], 1e-9) if rim is None else np.minimum(seg / seg[rim], 0.998)
    ang = np.linspace(0, TAU, steps + 1) + math.pi / 2
    r = np.repeat(prof[:, 0][None], steps + 1, 0)
    z = np.repeat(prof[:, 1][None], steps + 1, 0)
    if flute:
        count, depth = flute
        r = r * (1 + depth * np.cos(count * ang)[:, None])
    if dents:
        count, depth, z0, z1 = dents
        k = np.clip((prof[:, 1] - z0) / (z1 - z0), 0, 1)
        r = r * (1 - depth * np.sin(math.pi * k)[None] * np.maximum(0, np.cos(count * ang))[:, None] ** 2)
    x, y = r * np.cos(ang)[:, None], r * np.sin(ang)[:, None]
    if squash:
        x, y = x * squash[0], y * squash[1]
    verts = np.stack([x, y, z], 2).reshape(-1, 3)
    uv = np.stack([np.repeat(np.linspace(0, 1, steps + 1)[:, None], n, 1), np.repeat(v[None], steps + 1, 0)], 2).reshape(-1, 2)
    i = np.arange(steps)[:, None] * n
    j = np.arange(n - 1)[None]
    a = (i + j).ravel()
    faces = np.stack([a, a + n, a + n + 1, a + 1], 1).tolist()
    slots = None
    if zone:
        per = [zone((prof[q, 1] + prof[q + 1, 1]) / 2, q / (n - 1)) for q in range(n - 1)]
        slots = per * steps
    return obj(verts.tolist(), faces, mat, uv, True, mats=mats, slots=slots)


def turned(pts, mat, k=8, **kw):
    """A solid of revolution, smooth but for its corners (corners split so that they shade crisply)."""
    return revolve(crisp(pts, k), mat, **kw)


def crisp(pts, k=8):
    """Like curve, but each corner is drawn by two points a hair apart."""
    out = []
    run = []
    for i, p in enumerate(pts):
        run.append(p[:2])
        if (len(p) > 2 and len(run) > 1) or i == len(pts) - 1:
            if len(run) > 1:
                c = curve(run, k) if len(run) > 2 else np.array(run, float)
                if len(out):
                    d = c[1] - c[0]
                    c[0] = c[0] + d * min(0.004 / max(np.hypot(*d), 1e-6), 0.4)
                    e = out[-1] - out[-2]
                    last = out[-1].copy()
                    out[-1] = last - e * min(0.004 / max(np.hypot(*e), 1e-6), 0.4)
                out += list(c)
            run = [p[:2]]
    a = np.array(out)
    a[:, 0] = np.maximum(a[:, 0], 0)
    return a


def vessel_profile(pts, t=0.05, floor=None, k=8):
    """Outside up, round lip, inside down to the middle of the floor."""
    out = curve(pts, k)
    d = np.gradient(out, axis=0)
    n = np.stack([-d[:, 1], d[:, 0]], 1)
    n /= np.maximum(np.hypot(*n.T), 1e-9)[:, None]
    inner = out + n * t
    floor = floor if floor is not None else out[0, 1] + t * 1.3
    keep = [(r, z) for r, z in inner[::-1] if z > floor and r > 0.01]
    lip_c = (out[-1] + inner[-1]) / 2
    ax = (out[-1] - inner[-1]) / 2
    up = np.array([d[-1, 0], d[-1, 1]])
    up = up / max(np.hypot(*up), 1e-9) * np.hypot(*ax)
    lip = [lip_c + ax * math.cos(q) + up * math.sin(q) for q in np.linspace(0.3, math.pi - 0.3, 5)]
    r_end = keep[-1][0] if keep else 0.1
    tail = [(r_end * 0.94, floor * 0.4 + keep[-1][1] * 0.6 if keep else floor), (r_end * 0.8, floor), (0.0, floor)]
    profile = np.array([(0.0, out[0, 1])] + list(map(tuple, out)) + list(map(tuple, lip)) + keep + tail)
    return profile, len(out)


def vessel(pts, mat, t=0.05, floor=None, **kw):
    """A hollow form; a painting on it fills the outside from foot to lip."""
    prof, rim = vessel_profile(pts, t, floor)
    return revolve(prof, mat, rim=rim, **kw)


def tube(path, radius, mat, sides=14, closed=False, caps=True, k=8, smooth=True, flat_y=1.0):
    """A round cord along a path; radius may be a number or one for each point. The path is smoothed k times."""
    path = np.array(path, float)
    rad = np.full(len(path), radius, float) if np.isscalar(radius) else np.array(radius, float)
    if k > 1 and len(path) > 2:
        a = np.c_[path, rad]
        if closed:
            a = np.r_[a[-1:], a, a[:2]]
        else:
            a = np.r_[2 * a[:1] - a[1:2], a, 2 * a[-1:] - a[-2:-1]]
        out = []
        for i in range(1, len(a) - 2):
            for j in range(k):
                t = j / k
                p0, p1, p2, p3 = a[i - 1 : i + 3]
                out.append(0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t * t + (3 * p1 - p0 - 3 * p2 + p3) * t**3))
        if not closed:
            out.append(a[-2])
        out = np.array(out)
        path, rad = out[:, :3], np.maximum(out[:, 3], 1e-4)
    n = len(path)
    tan = np.roll(path, -1, 0) - np.roll(path, 1, 0) if closed else np.gradient(path, axis=0)
    tan /= np.maximum(np.linalg.norm(tan, axis=1), 1e-9)[:, None]
    ref = np.array([0, 0, 1.0]) if abs(tan[0, 2]) < 0.9 else np.array([1.0, 0, 0])
    u = np.cross(tan[0], ref)
    u /= np.linalg.norm(u)
    verts, uvs = [], []
    for i in range(n):
        u = u - tan[i] * np.dot(u, tan[i])
        u /= max(np.linalg.norm(u), 1e-9)
        w = np.cross(tan[i], u)
        for s in range(sides + 1):
            q = TAU * s / sides
            verts.append(path[i] + (u * math.cos(q) + w * math.sin(q) * flat_y) * rad[i])
            uvs.append((s / sides, i / max(n - 1, 1)))
    m = sides + 1
    faces = [(i * m + s, i * m + s + 1, ((i + 1) % n) * m + s + 1, ((i + 1) % n) * m + s) for i in range(n if closed else n - 1) for s in range(sides)]
    if caps and not closed:
        for end, order in ((0, -1), (n - 1, 1)):
            c = len(verts)
            verts.append(path[end])
            uvs.append((0.5, 0.5))
            ring = [end * m + s for s in range(sides)]
            for s in range(sides):
                f = (ring[s], ring[(s + 1) % sides], c)
                faces.append(f if order > 0 else f[::-1])
    return obj([tuple(v) for v in verts], faces, mat, uvs, smooth)


def ring(r, thick, mat, z=0.0, sides=12, steps=64, squash=1.0):
    path = [(r * math.cos(q), r * squash * math.sin(q), z) for q in np.linspace(0, TAU, steps, endpoint=False)]
    return tube(path, thick, mat, sides, closed=True, k=1)


def merged(objs, name='many'):
    """Join many small meshes into one object (materials of the first)."""
    verts, faces, uvs = [], [], []
    off = 0
    for o in objs:
        me = o.data
        m = o.matrix_world
        verts += [tuple(m @ v.co) for v in me.vertices]
        faces += [tuple(i + off for i in p.vertices) for p in me.polygons]
        if me.uv_layers:
            uvs += [tuple(d.uv) for d in me.uv_layers[0].data]
        off += len(me.vertices)
    mat = objs[0].data.materials[0] if objs[0].data.materials else None
    r = obj(verts, faces, mat, loop_uvs=uvs if len(uvs) == sum(len(f) for f in faces) else None, name=name)
    for o in objs:
        bpy.data.objects.remove(o)
    return r


def copies(o, places):
    """Linked copies at (loc, rot[, scale]); the first place is taken by the original."""
    out = []
    base = o.matrix_world.copy()
    for i, pl in enumerate(places):
        c = o if i == 0 else bpy.data.objects.new(o.name, o.data)
        if i:
            bpy.context.scene.collection.objects.link(c)
        c.matrix_world = base
        at(c, *pl)
        out.append(c)
    return out


def box(w, d, h, mat, bevel=0.03, seg=3, faces=None, loc=(0, 0, 0), rot=(0, 0, 0)):
    """A bevelled box standing on z = 0. faces: {'front': mat, 'top': ...}; each face carries UV 0..1."""
    bm = bmesh.new()
    bmesh.ops.create_cube(bm, size=1)
    bmesh.ops.scale(bm, vec=(w, d, h), verts=bm.verts)
    if bevel:
        bmesh.ops.bevel(bm, geom=bm.edges[:], offset=min(bevel, w / 2.1, d / 2.1, h / 2.1), segments=seg, profile=0.5, affect='EDGES')
    bmesh.ops.translate(bm, vec=(0, 0, h / 2), verts=bm.verts)
    me = bpy.data.meshes.new('box')
    layer = bm.loops.layers.uv.new('UVMap')
    names = ['side', 'front', 'back', 'left', 'right', 'top', 'bottom']
    mats = [mat] + [(faces or {}).get(k, mat) for k in names[1:]]
    for f in bm.faces:
        n = f.normal
        ax = max(range(3), key=lambda i: abs(n[i]))
        pure = abs(n[ax]) > 0.9
        for lp in f.loops:
            x, y, z = lp.vert.co
            if ax == 0:
                uv = ((y / d + 0.5) if n.x > 0 else (0.5 - y / d), z / h)
            elif ax == 1:
                uv = ((x / w + 0.5) if n.y < 0 else (0.5 - x / w), z / h)
            else:
                uv = (x / w + 0.5, y / d + 0.5)
            lp[layer].uv = uv
        if faces:
            k = {(0, 1): 'right', (0, -1): 'left', (1, -1): 'front', (1, 1): 'back', (2, 1): 'top', (2, -1): 'bottom'}[(ax, 1 if n[ax] > 0 else -1)]
            f.material_index = names.index(k)
        f.smooth = not pure
    bm.to_mesh(me)
    bm.free()
    for m in mats:
        me.materials.append(m)
    o = bpy.data.objects.new('box', me)
    bpy.context.scene.collection.objects.link(o)
    return at(o, loc, rot)


def sheet(fn, nu, nv, mat, thick=0.0, rep=(1, 1), smooth=True):
    """A grid: fn(u, v) -> x, y, z for u, v in 0..1."""
    us, vs = np.linspace(0, 1, nu), np.linspace(0, 1, nv)
    verts = [fn(u, v) for u in us for v in vs]
    uv = [(u * rep[0], v * rep[1]) for u in us for v in vs]
    faces = [(i * nv + j, (i + 1) * nv + j, (i + 1) * nv + j + 1, i * nv + j + 1) for i in range(nu - 1) for j in range(nv - 1)]
    o = obj(verts, faces, mat, uv, smooth)
    if thick:
        s = o.modifiers.new('s', 'SOLIDIFY')
        s.thickness = thick
        s.offset = 0
    return o


def ribbon(path, width, mat, thick=0.02, k=6, rep=(1, 1), twist=0.0):
    """A strip of cloth: a path in y, z pulled out along x."""
    pts = curve([(p[0] + 100, p[1]) for p in path], k)
    pts[:, 0] -= 100
    n = len(pts)
    seg = np.r_[0, np.cumsum(np.hypot(*np.diff(pts, axis=0).T))]
    v = seg / seg[-1]
    nx = 14
    verts, uv = [], []
    for i in range(n):
        for j in range(nx):
            u = j / (nx - 1)
            verts.append(((u - 0.5) * width + twist * v[i], pts[i, 0], pts[i, 1]))
            uv.append((u * rep[0], v[i] * rep[1]))
    faces = [(i * nx + j, i * nx + j + 1, (i + 1) * nx + j + 1, (i + 1) * nx + j) for i in range(n - 1) for j in range(nx - 1)]
    o = obj(verts, faces, mat, uv)
    s = o.modifiers.new('s', 'SOLIDIFY')
    s.thickness = thick
    s.offset = 0
    return o


def fringe(points, down, mat, r=0.012, jitter=0.02, seed=1, knot=False, floor=0.0):
    """Short threads from each point in a direction."""
    rng = random.Random(seed)
    parts = []
    d = Vector(down)
    for p in points:
        p = Vector(p)
        j = Vector((rng.uniform(-1, 1), rng.uniform(-1, 1), rng.uniform(-0.3, 0.3))) * jitter
        q = p + d * (0.9 + 0.2 * rng.random()) + j
        m = (p + q) / 2 + j * 0.6
        m.z = max(m.z, floor + r)
        q.z = max(q.z, floor + r)
        parts.append(tube([p, m, q], [r, r, r * 0.8] if not knot else [r * 0.8, r * 1.2, r * 1.4], mat, 6, k=3))
    return merged(parts)


def scatter(o, n, radius, z=0.0, seed=1, size=(0.8, 1.2), pile=0.0, squash=1.0, lie=True):
    """Many copies of a small thing in a heap."""
    rng = random.Random(seed)
    places = []
    for _ in range(n):
        q, k = rng.random() * TAU, math.sqrt(rng.random())
        x, y = radius * k * math.cos(q), radius * squash * k * math.sin(q)
        h = z + pile * (1 - k) ** 0.8 * (0.35 + 0.65 * rng.random())
        rot = (rng.uniform(-30, 30), rng.uniform(-30, 30), rng.random() * 360) if lie else (rng.random() * 360,) * 3
        places.append(((x, y, h), rot, rng.uniform(*size)))
    return copies(o, places)


def ball(r, mat, scale=(1, 1, 1), seg=32):
    prof = [(r * math.sin(q), -r * math.cos(q)) for q in np.linspace(0, math.pi, seg // 2 + 1)]
    o = revolve(prof, mat, seg)
    return at(o, scale=scale)


def rod(a, b, r, mat, sides=16, r2=None):
    a, b = np.array(a, float), np.array(b, float)
    return tube([a, a * 0.999 + b * 0.001, b * 0.999 + a * 0.001, b], [r, r, r2 or r, r2 or r], mat, sides, k=1)


def leaf(length, width, mat, bend=0.2):
    def f(u, v):
        w = width * math.sin(math.pi * min(max(u, 0.02), 0.99)) ** 0.8
        return ((v - 0.5) * 2 * w, u * length, bend * math.sin(u * math.pi) + abs(v - 0.5) * 0.2 * width)

    return sheet(f, 14, 7, mat)


# --- vessels --------------------------------------------------------------------------------------

BOWLS = {
    'tea': [(0.28, 0), (0.30, 0.06), (0.42, 0.11), (0.58, 0.32), (0.615, 0.6), (0.60, 0.8)],
    'rice': [(0.3, 0), (0.29, 0.1), (0.42, 0.14), (0.58, 0.36), (0.64, 0.64)],
    'wide': [(0.4, 0), (0.42, 0.05), (0.8, 0.24), (1.12, 0.62), (1.2, 0.84)],
    'low': [(0.5, 0), (0.55, 0.06), (1.0, 0.16), (1.22, 0.46), (1.2, 0.62)],
    'cone': [(0.16, 0), (0.17, 0.06), (0.24, 0.09), (0.38, 0.28), (0.405, 0.4), (0.38, 0.47)],
    'round': [(0.36, 0), (0.38, 0.04), (0.62, 0.16), (0.82, 0.46), (0.80, 0.75)],
    'straight': [(0.42, 0), (0.5, 0.05), (0.62, 0.3), (0.66, 0.72)],
}


def bowl(kind, mat, t=0.045, **kw):
    return vessel(BOWLS[kind], mat, t, **kw)


def plate(r, mat, depth=0.22, t=0.06, well=0.62, **kw):
    p = [(r * 0.55, 0), (r * 0.58, 0.05), (r * well, depth * 0.3), (r * 0.74, depth * 0.62), (r, depth)]
    return vessel(p, mat, t, floor=0.09, **kw)


def face_disc(r, z, mat, dish=0.0, steps=72, rings=10):
    """A flat disc whose picture is seen from above (UV as a square)."""
    verts, uv, faces = [(0, 0, z - dish)], [(0.5, 0.5)], []
    for i in range(1, rings + 1):
        k = i / rings
        for s in range(steps):
            q = TAU * s / steps
            verts.append((r * k * math.cos(q), r * k * math.sin(q), z - dish * (1 - k * k)))
            uv.append((0.5 + 0.5 * k * math.cos(q), 0.5 + 0.5 * k * math.sin(q)))
    for s in range(steps):
        faces.append((0, 1 + s, 1 + (s + 1) % steps))
    for i in range(rings - 1):
        for s in range(steps):
            a, b = 1 + i * steps + s, 1 + i * steps + (s + 1) % steps
            faces.append((a, a + steps, b + steps, b))
    return obj(verts, faces, mat, uv)


def picture_plate(r, mat, depth=0.24, t=0.06):
    """A plate whose upper face carries one round picture, with UV from above."""
    prof, _ = vessel_profile([(r * 0.55, 0), (r * 0.58, 0.05), (r * 0.64, depth * 0.34), (r * 0.76, depth * 0.66), (r, depth)], t, floor=0.1)
    o = revolve(prof, mat, 96)
    co = np.array([v.co for v in o.data.vertices])
    uv = 0.5 + co[:, :2] / (2 * r)
    idx = np.empty(len(o.data.loops), np.int32)
    o.data.loops.foreach_get('vertex_index', idx)
    o.data.uv_layers[0].data.foreach_set('uv', uv[idx].astype(np.float32).ravel())
    return o


def handle(r_at, z0, z1, out, thick, mat, turn=0, flat_y=1.0, up=0.0):
    """A side handle from (r, z1) to (r, z0)."""
    r0, r1 = r_at if isinstance(r_at, (list, tuple)) else (r_at, r_at)
    m = (z0 + z1) / 2
    o = tube(
        [(r1 - 0.05, 0, z1 - 0.02), (r1 + out * 0.55, 0, z1 + 0.03 + up), (r1 + out, 0, m + (z1 - z0) * 0.22), (r0 + out * 0.85, 0, m - (z1 - z0) * 0.2), (r0 + out * 0.3, 0, z0), (r0 - 0.05, 0, z0 - 0.03)],
        [thick * 1.15, thick, thick * 0.95, thick * 0.9, thick * 0.9, thick], mat, 14, flat_y=flat_y)
    return at(o, rot=(0, 0, turn))


def mug(mat, r=0.45, h=0.95, belly=0.04, **kw):
    body = vessel([(r * 0.86, 0), (r * 0.93, 0.03), (r + belly, h * 0.4), (r, h * 0.8), (r * 1.02, h)], mat, 0.05)
    return [body, handle(r - 0.01, h * 0.2, h * 0.8, 0.34, 0.065, mat, kw.get('turn', 0), 1.4)]


def spout(mat, base=(0.5, 0.35), tip=(1.05, 0.85), r0=0.2, r1=0.075, turn=0, droop=0.0):
    (bx, bz), (tx, tz) = base, tip
    p = [(bx - 0.12, 0, bz - 0.05), (bx + (tx - bx) * 0.35, 0, bz + (tz - bz) * 0.28), (bx + (tx - bx) * 0.7, 0, bz + (tz - bz) * 0.68), (tx - 0.02, 0, tz - droop * 0.3), (tx + 0.05, 0, tz - droop)]
    o = tube(p, [r0, r0 * 0.72, r0 * 0.3 + r1 * 0.6, r1 * 1.02, r1], mat, 20)
    import materials as M

    d = np.array(p[-1]) - np.array(p[-2])
    d /= np.linalg.norm(d)
    hole = tube([np.array(p[-1]) - d * 0.02, np.array(p[-1]) + d * 0.006], [r1 * 0.72, r1 * 0.72], M.plain('#1d1915', 0.8), 16, k=1)
    return at([o, hole], rot=(0, 0, turn))


def knob(z, mat, r=0.1, h=0.16, kind='ball'):
    if kind == 'ball':
        return at(turned([(0, 0), (r * 0.5, 0), (r * 0.45, h * 0.3), (r, h * 0.68), (r * 0.7, h * 0.97), (0, h * 1.05)], mat, steps=40), (0, 0, z))
    if kind == 'point':
        return at(turned([(0, 0), (r, 0), (r * 0.6, h * 0.12), (r * 0.95, h * 0.3), (r * 0.4, h * 0.48), (r * 0.6, h * 0.62), (r * 0.2, h * 0.85), (0, h * 1.1)], mat, steps=40), (0, 0, z))
    return at(turned([(0, 0), (r * 0.7, 0), (r * 0.75, h * 0.5), (r, h, 1), (0, h)], mat, steps=40), (0, 0, z))


def teapot(mat, pts=None, mouth=None, lid_h=0.14, grip='side', spout_tip=(1.02, 0.92), spout_base=(0.55, 0.42), thick=0.065, knob_kind='ball', lid_mat=None, knob_mat=None, r0=0.2, r1=0.075, droop=0.03):
    pts = pts or [(0.36, 0), (0.4, 0.04), (0.62, 0.22), (0.7, 0.5), (0.55, 0.83), (0.34, 0.93)]
    body = vessel(pts, mat, 0.045)
    mr, mz = pts[-1]
    lid = turned([(0, mz + lid_h), (mr * 0.5, mz + lid_h * 0.86), (mr * 0.9, mz + lid_h * 0.35), (mr * 1.02, mz + 0.015, 1), (mr * 1.02, mz - 0.01, 1), (0, mz - 0.01)][::-1], lid_mat or mat, steps=72)
    parts = [body, lid, knob(mz + lid_h - 0.015, knob_mat or lid_mat or mat, 0.1, 0.16, knob_kind), spout(mat, spout_base, spout_tip, r0, r1, 0, droop)]
    big = max(p[0] for p in pts)
    if grip == 'side':
        parts.append(handle((big * 0.84, big * 0.84), mz * 0.32, mz * 0.86, 0.42, thick, mat, 180, 1.2))
    elif grip == 'top':
        parts.append(tube([(-mr * 1.35, 0, mz * 0.86), (-mr * 1.45, 0, mz + 0.45), (0, 0, mz + 0.78), (mr * 1.45, 0, mz + 0.45), (mr * 1.35, 0, mz * 0.86)], thick * 0.8, mat))
    elif grip == 'stick':
        o = turned([(0, 0), (0.1, 0), (0.085, 0.2), (0.12, 0.5), (0.11, 0.58, 1), (0.075, 0.58, 1), (0.07, 0.4), (0, 0.38)], mat, steps=40)
        parts.append(at(o, (0, -big * 0.86, mz * 0.56), (74, 0, 0)))
    return flat(parts)


def lidded(pts, mat, lid_pts, lid_mat=None, t=0.05):
    mr, mz = pts[-1]
    return [vessel(pts, mat, t), at(turned(lid_pts, lid_mat or mat), (0, 0, mz))]


def jar_glass(content_mat, r=0.36, h=0.85, lid=None, lid_kind='screw', level=0.82, label=None, label_z=(0.2, 0.62), glass_mat=None):
    import materials as M

    g = glass_mat or M.glass('#eef5f1')
    parts = [vessel([(r * 0.9, 0), (r, 0.06), (r, h * 0.8), (r * 0.82, h * 0.93), (r * 0.82, h)], g, 0.035)]
    parts.append(turned([(0, 0.045), (r * 0.9, 0.045, 1), (r * 0.955, 0.08), (r * 0.955, h * level, 1), (0, h * level)], content_mat))
    if label:
        z0, z1 = label_z
        parts.append(revolve(np.array([(r * 1.012, z0 * h), (r * 1.012, z1 * h)]), label))
    if lid:
        if lid_kind == 'screw':
            parts.append(at(turned([(0, 0), (r * 0.9, 0, 1), (r * 0.9, h * 0.15), (r * 0.87, h * 0.17), (0, h * 0.17)], lid), (0, 0, h * 0.9)))
        elif lid_kind == 'cork':
            parts.append(at(turned([(0, 0), (r * 0.74, 0, 1), (r * 0.82, h * 0.2, 1), (0, h * 0.2)], lid), (0, 0, h * 0.88)))
        elif lid_kind == 'cloth':
            o = revolve(np.array([(0, h * 0.13), (r * 0.5, h * 0.13), (r * 0.82, h * 0.11), (r * 0.9, 0.03), (r * 0.93, -0.02), (r * 1.12, -0.12), (r * 1.25, -0.2)]), lid, 120)
            for v in o.data.vertices:
                q = math.atan2(v.co.y, v.co.x)
                rr = math.hypot(v.co.x, v.co.y)
                if rr > r * 0.95:
                    k = (rr - r * 0.93) / r
                    s = 1 + 0.5 * k * math.sin(q * 14)
                    v.co.x *= s
                    v.co.y *= s
            parts.append(at(o, (0, 0, h * 0.95)))
            parts.append(ring(r * 0.92, 0.02, M.plain('#8a6a45', 0.8), h * 0.955))
    return flat(parts)


def bottle(mat, r=0.33, h=2.2, neck=0.11, shoulder=0.62, label=None, cap=None, content=None, cap_h=0.28):
    s = h * shoulder
    parts = [vessel([(r * 0.92, 0), (r, 0.06), (r, s * 0.9), (r * 0.82, s * 1.06), (neck * 1.25, s * 1.22), (neck, s * 1.34), (neck, h * 0.97), (neck * 1.08, h)], mat, 0.03)]
    if label:
        parts.append(revolve(np.array([(r * 1.05, s * 0.2), (r * 1.05, s * 0.82)]), label))
    if cap:
        parts.append(at(turned([(0, 0), (neck * 1.2, 0, 1), (neck * 1.2, cap_h, 1), (0, cap_h)], cap, steps=48), (0, 0, h - cap_h * 0.6)))
    if content:
        parts.append(turned([(0, 0.05), (r * 0.9, 0.05), (r * 0.93, 0.1), (r * 0.93, s * 0.88), (0, s * 0.88)], content))
    return flat(parts)


def tin(r, h, body, lid, split=0.74):
    return [
        turned([(0, 0), (r, 0, 1), (r, h * split, 1), (0, h * split)], body),
        turned([(0, h * split + 0.01), (r * 1.025, h * split + 0.01, 1), (r * 1.025, h - 0.03), (r * 0.99, h), (r * 0.9, h, 1), (r * 0.88, h - 0.012), (0, h - 0.012)], lid),
    ]


def square_tin(w, h, body, lid, front=None, split=0.8, d=None):
    d = d or w
    f = {k: front for k in ('front', 'right', 'left', 'back')} if front else None
    return [box(w, d, h * split, body, 0.04, 3, f), at(box(w * 1.025, d * 1.025, h * (1 - split), lid, 0.05, 4), (0, 0, h * split + 0.01))]


def pouch(w, d, h, mat, front=None, fold=True, tie=None):
    """A block-bottom paper bag, its top rolled down."""
    top = h * 0.86

    def side(u, v):
        q = u * 4
        k = int(min(q, 3.999))
        t = q - k
        c = [(-w / 2, -d / 2), (w / 2, -d / 2), (w / 2, d / 2), (-w / 2, d / 2), (-w / 2, -d / 2)]
        x, y = c[k][0] + (c[k + 1][0] - c[k][0]) * t, c[k][1] + (c[k + 1][1] - c[k][1]) * t
        z = v * h
        pinch = max(0, (v - 0.55) / 0.45) ** 1.3
        y *= 1 - 0.88 * pinch
        x *= 1 + 0.04 * pinch
        bul = math.sin(math.pi * min(1, v * 1.15)) * 0.05 if v < 0.87 else 0
        n = (0, -1) if k == 0 else (1, 0) if k == 1 else (0, 1) if k == 2 else (-1, 0)
        s = math.sin(math.pi * t)
        if k in (1, 3):
            s = -s * pinch * 2.2 + s * 0.3
        wr = 0.008 * math.sin(19 * v + 7 * u * 4) + 0.006 * math.sin(31 * u * 4 - 11 * v)
        return (x + n[0] * (bul * s + wr), y + n[1] * (bul * s + wr), z)

    body = sheet(side, 81, 36, mat)
    parts = [body]
    if front:
        def lab(u, v):
            fx = 0.14 + 0.72 * u
            x, y, z = side(0.25 * fx, 0.12 + 0.5 * v)
            return (x, y - 0.014, z)

        parts.append(sheet(lab, 16, 24, front))
    roll = box(w * 1.07, 0.14, h * 0.13, mat, 0.05, 3)
    parts.append(at(roll, (0, 0, h * 0.9)))
    if tie:
        parts.append(at(box(w * 1.1, 0.16, 0.05, tie, 0.02), (0, 0, h * 0.935)))
    return parts


def book(w, d, h, cover, pages, spine_round=True, ribbon_mat=None, band=None):
    """Lying book: spine at -x, cover on top."""
    t = 0.035
    parts = [
        box(w, d, t, cover, 0.015),
        at(box(w, d, t, cover, 0.015), (0, 0, h - t)),
        at(box(w - 0.1, d - 0.1, h - 2 * t, pages, 0.008), (0.02, 0, t)),
        at(box(0.06, d, h - 0.004, cover, 0.03, 5), (-w / 2 + 0.02, 0, 0.002)),
    ]
    if ribbon_mat:
        parts.append(tube([(0.1, -d / 2 + 0.05, h * 0.5), (0.1, -d / 2 - 0.08, h * 0.42), (0.13, -d / 2 - 0.18, 0.03), (0.2, -d / 2 - 0.4, 0.015)], 0.035, ribbon_mat, 8, flat_y=0.15))
    if band:
        parts.append(at(box(0.1, d + 0.012, h + 0.012, band, 0.01), (w * 0.32, 0, -0.006)))
    return parts


def pages_mat():
    import materials as M

    m = M.Mat()
    m.set(Roughness=0.9, Specular=0.1)
    m.colour(m.ramp(m.wave(16, 'Z', distortion=0.6), [(0.3, '#cfc3a8'), (0.7, '#f2ead6')]))
    return m.m


def cushion(mat, w=4.5, h=1.35, piping=None, back=None, d=None, seed=1, tufts=0, corner=0.07):
    """A pillow: two skins which meet at a seam, its corners drawn in."""
    d = d or w
    n = 44

    def skin(sign):
        def f(u, v):
            a, b = 2 * u - 1, 2 * v - 1
            k = max(0.0, (1 - a**4) * (1 - b**4)) ** 0.5
            pull = 1 - corner * (1 - abs(a)) * 0 - corner * (abs(a) * abs(b)) ** 4 * -0.6
            sx = 1 - corner * (1 - b * b) * 0.0 - corner * (abs(b) ** 2) * 0 - corner * (1 - abs(b)) ** 0 * (1 - b * b) * 0.9
            sy = 1 - corner * (1 - a * a) * 0.9
            wr = 0.02 * math.sin(7 * a + 3 * b + seed) * k + 0.015 * math.sin(11 * b - 5 * a) * k
            dent = 0
            if tufts:
                for i in range(tufts):
                    for j in range(tufts):
                        px, py = -1 + 2 * (i + 1) / (tufts + 1), -1 + 2 * (j + 1) / (tufts + 1)
                        dent -= 0.3 * math.exp(-((a - px) ** 2 + (b - py) ** 2) * 60)
            return (a * w / 2 * sx * pull, b * d / 2 * sy * pull, h / 2 + sign * (k * h / 2 * (1 + dent) + wr))

        return f

    parts = [sheet(skin(1), n, n, mat), sheet(skin(-1), n, n, back or mat)]
    if piping:
        f = skin(1)
        path = [f(t, 0) for t in np.linspace(0, 1, 20)] + [f(1, t) for t in np.linspace(0.05, 1, 20)] + [f(t, 1) for t in np.linspace(0.95, 0, 20)] + [f(0, t) for t in np.linspace(0.95, 0.05, 19)]
        parts.append(tube(path, 0.05, piping, 8, closed=True, k=2))
    return parts


def stand_up(parts, w, lean=14):
    """Raise lying goods on their lower edge, leaning back."""
    return at(parts, (0, 0, w / 2 * math.cos(math.radians(lean))), (90 - lean, 0, 0))


def folded(mat, w=3.2, d=2.4, layers=4, t=0.12, edge=None, fringe_mat=None, seed=1, rep=(1, 1)):
    """A cloth folded in a pile: round folds to the front, one serpent of cloth."""
    path = []
    for i in range(layers):
        z = i * t * 2 + t
        y0, y1 = (-d / 2, d / 2) if i % 2 == 0 else (d / 2, -d / 2)
        path += [(y0 * 0.9, z), (0, z + 0.012), (y1 * 0.9, z)]
        if i < layers - 1:
            path.append((y1 * 1.03, z + t))
    o = ribbon(path, w, mat, t * 1.7, 7, rep)
    b = o.modifiers.new('b', 'BEVEL')
    b.width, b.segments = t * 0.6, 3
    b.limit_method = 'ANGLE'
    b.angle_limit = 1.0
    parts = [o]
    if fringe_mat:
        z = (layers - 1) * t * 2 + t
        ye = d / 2 * 0.9 * (1 if (layers - 1) % 2 == 0 else -1)
        s = 1 if ye > 0 else -1
        parts.append(fringe([(x, ye + s * 0.02, z) for x in np.linspace(-w / 2 + 0.05, w / 2 - 0.05, int(w * 12))], (0, s * 0.3, -0.12), fringe_mat, 0.018))
    return parts


def draped(mat, width=1.6, long=3.2, front=2.4, bar_z=3.0, pleats=3, amp=0.1, rep=(1, 1), seed=0, fringe_mat=None, bar=None, bar_len=None, tassels=False):
    """A cloth over a rod: falls in pleats before and behind it."""
    r = 0.09

    def f(u, v):
        x = (u - 0.5) * width
        s = v * (front + long)
        ph = pleats * TAU * u + seed
        if s < front:
            k = (front - s) / front
            y, z = -r - amp * k * (0.5 + 0.5 * math.sin(ph)) - 0.05 * k, bar_z - (front - s)
        elif s < front + 0.3:
            q = (s - front) / 0.3 * math.pi
            y, z = -r * math.cos(q), bar_z + r * math.sin(q)
        else:
            k = (s - front - 0.3) / long
            y, z = r + amp * k * (0.5 + 0.5 * math.sin(ph + 1)) + 0.12 * k, bar_z - (s - front - 0.3)
        x += 0.03 * math.sin(ph * 0.5 + s * 1.7) - x * 0.10 * math.exp(-((s - front) ** 2) * 3)
        return (x, y, z)

    parts = [sheet(f, 90, 90, mat, 0.016, rep)]
    if bar:
        L = bar_len or width * 0.5 + 0.5
        parts.append(rod((-L, 0, bar_z), (L, 0, bar_z), r * 0.8, bar))
    if fringe_mat:
        n = int(width * (9 if tassels else 22))
        parts.append(fringe([f(u, 0) for u in np.linspace(0.01, 0.99, n)], (0, 0, -0.32), fringe_mat, 0.03 if tassels else 0.012, 0.02, knot=tassels))
        parts.append(fringe([f(u, 1) for u in np.linspace(0.01, 0.99, n)], (0, 0, -0.32), fringe_mat, 0.03 if tassels else 0.012, 0.02, knot=tassels))
    return parts


def rack(mat, w=2.2, h=3.0, foot=0.9):
    """A plain drying rail for cloths."""
    return [
        rod((-w / 2, 0, 0.05), (-w / 2, 0, h + 0.02), 0.06, mat),
        rod((w / 2, 0, 0.05), (w / 2, 0, h + 0.02), 0.06, mat),
        rod((-w / 2 - 0.1, 0, h), (w / 2 + 0.1, 0, h), 0.07, mat),
        box(0.16, foot, 0.1, mat, 0.03, loc=(-w / 2, 0, 0)),
        box(0.16, foot, 0.1, mat, 0.03, loc=(w / 2, 0, 0)),
    ]


def spread(mat, w=4.0, d=4.0, wave=0.06, rep=(1, 1), thick=0.02, lift=None, seed=0):
    """A cloth laid on the ground with a few soft folds."""
    def f(u, v):
        x, y = (u - 0.5) * w, (v - 0.5) * d
        z = 0.03 + wave * (0.5 + 0.5 * math.sin(2.1 * x + 0.8 * y + seed)) ** 3 + wave * 0.5 * (0.5 + 0.5 * math.sin(1.3 * y - 2.3 * x + 2 + seed)) ** 4
        if lift:
            z += lift(u, v)
        return (x, y, z)

    return sheet(f, 80, 80, mat, thick, rep)


def coil(mat, width=2.4, r0=0.14, turns=4.5, gap=0.16, tail=1.6, thick=0.07, rep=(1, 3)):
    """A rolled rug or scarf lying on its side, with a tail of it unrolled toward the viewer."""
    pts = []
    n = int(turns * 16)
    rmax = r0 + gap * turns
    for i in range(n + 1):
        q = i / 16 * TAU
        r = r0 + gap * i / 16
        a = q - TAU * turns - math.pi / 2
        pts.append((r * math.cos(a) * -1, rmax + r * math.sin(a)))
    y, z = pts[-1]
    pts += [(y - 0.4 if False else y - tail * 0.4, z + 0.005), (y - tail, z + 0.005)]
    return ribbon(pts, width, mat, thick, 2, rep)


def twisted_wrap(mat, r=0.8, cord=0.3, rep=(6, 2), turns=1.9):
    """A scarf laid in a loose ring."""
    path, rad = [], []
    n = 60
    for i in range(n):
        q = turns * TAU * i / n
        k = i / n
        path.append(((r + 0.12 * math.sin(3 * q)) * math.cos(q), (r + 0.1 * math.cos(2 * q)) * math.sin(q), cord * 0.62 + 0.3 * k + 0.06 * math.sin(2 * q)))
        rad.append(cord * (1 + 0.12 * math.sin(5 * q)))
    o = tube(path, rad, mat, 40, k=3, flat_y=0.75)
    return o


def crumple(o, amount=0.03, scale=3, seed=1):
    t = bpy.data.textures.new('c', 'CLOUDS')
    t.noise_scale = 1 / scale
    d = o.modifiers.new('d', 'DISPLACE')
    d.texture = t
    d.strength = amount
    d.mid_level = 0.5
    return o


def folds(o, count=9, depth=0.05, axis='angle'):
    """Press lengthwise pleats into a tube-like scarf by its own UV."""
    me = o.data
    uv = {}
    for lp in me.loops:
        uv[lp.vertex_index] = me.uv_layers[0].data[lp.index].uv
    nor = [v.normal.copy() for v in me.vertices]
    for i, v in enumerate(me.vertices):
        if i in uv:
            v.co += nor[i] * depth * math.sin(count * TAU * uv[i][0] + 5 * uv[i][1])
    return o


def tote(mat, w=3.6, h=3.4, depth=0.5, strap=None, long=1.5, top=None, wide=0.16, gap=0.55):
    """A soft bag standing upright with two handles."""
    def f(sign):
        def g(u, v):
            x = (u - 0.5) * w * (1 - 0.04 * v)
            k = math.sin(math.pi * u) ** 0.6
            y = sign * (depth * 0.5 * k * (1 - 0.55 * v) + 0.02) + 0.03 * math.sin(7 * u + 5 * v) * k
            return (x, y, v * h + 0.02 * math.sin(9 * u) * v)

        return g

    parts = [sheet(f(-1), 40, 40, mat, 0.03), sheet(f(1), 40, 40, mat, 0.03)]
    sm = strap or mat
    for s in (-1, 1):
        y = s * depth * 0.24
        x0 = w * gap * 0.5
        parts.append(tube([(-x0, y - 0.01 + s * 0.03, h * 0.72), (-x0, y + s * 0.03, h), (-x0 * 0.86, y * 0.9, h + long * 0.6), (0, y * 0.7 + s * 0.1, h + long), (x0 * 0.86, y * 0.9, h + long * 0.6), (x0, y + s * 0.03, h), (x0, y - 0.01 + s * 0.03, h * 0.72)], wide, sm, 12, flat_y=0.22))
    return parts


def stool_legs(n, r_top, r_foot, h, mat, thick=0.13, foot=None, turn=45, bead=False):
    out = []
    for i in range(n):
        q = math.radians(turn) + TAU * i / n
        a = np.array((r_top * math.cos(q), r_top * math.sin(q), h))
        b = np.array((r_foot * math.cos(q), r_foot * math.sin(q), 0))
        ks = (0, 0.12, 0.45, 0.8, 1.0)
        rs = (thick * 0.85, thick, thick * 1.12, thick * 0.85, thick * 0.68)
        out.append(tube([a + (b - a) * k for k in ks], rs, mat, 16, k=6))
    return out


def tassel(mat, top, long=0.9, r=0.14):
    x, y, z = top
    parts = [at(turned([(0, 0), (r * 0.4, -0.02), (r * 0.75, -0.12), (r * 0.62, -0.24), (r * 0.5, -0.3)], mat, steps=24), (x, y, z))]
    parts.append(rod((x, y, z), (x, y, z + 0.25), 0.02, mat))
    pts = [(x + r * 0.55 * k * math.cos(q), y + r * 0.55 * k * math.sin(q), z - 0.26) for k in (0.4, 0.75, 1) for q in np.linspace(0, TAU, 12, endpoint=False)]
    parts.append(fringe(pts, (0, 0, -long), mat, 0.02, 0.06, floor=-99))
    return parts


def woven_disc(r, z, mat_a, n=11, thick=0.05):
    parts = []
    for i in range(n):
        k = -1 + 2 * (i + 0.5) / n
        half = r * math.sqrt(max(0, 1 - k * k)) * 0.98
        w = r * 2 / n * 0.46
        for ax in (0, 1):
            m = 23
            path = []
            for j in range(m):
                t = -half + 2 * half * j / (m - 1)
                ph = math.sin((t / (2 * r / n)) * math.pi + (i + ax) * math.pi)
                zz = z + 0.018 * ph
                path.append((t, k * r, zz) if ax == 0 else (k * r, t, zz))
            parts.append(tube(path, w, mat_a, 8, k=1, flat_y=0.2))
    return merged(parts)


def heap_leaves(mat, n=70, r=0.5, size=0.13, pile=0.16, twist=True, seed=2, z=0.02):
    path = [(0, -size, 0), (size * 0.16, -size * 0.3, size * 0.1), (-size * 0.1, size * 0.35, 0.0), (size * 0.05, size, size * 0.06)]
    o = tube(path, [size * 0.05, size * 0.16, size * 0.15, size * 0.03], mat, 7, k=3, flat_y=0.6)
    return scatter(o, n, r, z, seed, (0.7, 1.3), pile)


def heap_beans(mat, n=60, r=0.6, size=0.11, pile=0.2, seed=3, groove=None, z=0.05):
    o = ball(size, mat, (0.72, 1.0, 0.52), 16)
    return scatter(o, n, r, z, seed, (0.85, 1.1), pile, lie=False)


def soap_bar(mat, w=0.9, d=0.6, h=0.34, bevel=0.12, stamp=None, wrap=None, wrap_w=0.5):
    parts = [box(w, d, h, mat, bevel, 5)]
    if wrap:
        parts.append(at(box(w * wrap_w, d * 1.018, h * 1.03, wrap, bevel, 5, {'top': wrap}), (0, 0, -h * 0.012)))
    if stamp:
        parts.append(at(face_disc(min(w, d) * 0.3, h + 0.003, stamp), (0, 0, 0)))
    return parts


def branch(mat, leaf_mat, h=3.0, lean=0.6, n=9, leaf_size=0.4, seed=2, base=(0, 0, 0), blossom=None):
    rng = random.Random(seed)
    bx, by, bz = base
    pts = [(bx, by, bz), (bx + lean * 0.2, by + 0.05, bz + h * 0.35), (bx + lean * 0.7, by - 0.03, bz + h * 0.7), (bx + lean, by, bz + h)]
    parts = [tube(pts, [0.045, 0.04, 0.03, 0.014], mat, 8)]
    side = 1
    for i in range(n):
        k = 0.35 + 0.65 * i / (n - 1)
        x = bx + lean * k**1.2
        z = bz + h * k
        side = -side
        if blossom:
            for j in range(5):
                o = ball(leaf_size * 0.3, blossom, (1, 1, 0.5), 12)
                q = j * TAU / 5
                parts.append(at(o, (x + side * 0.12 + leaf_size * 0.28 * math.cos(q), by - 0.05, z + leaf_size * 0.28 * math.sin(q)), (90, 0, 0)))
            continue
        o = leaf(leaf_size * rng.uniform(0.8, 1.2), leaf_size * 0.2, leaf_mat)
        parts.append(at(o, (x, by, z), (rng.uniform(20, 50), rng.uniform(-25, 25), side * -70 + rng.uniform(-20, 20))))
    return parts
