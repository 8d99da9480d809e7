"""The house set: one sweep of off-white paper, one soft window at the side, one fitted camera."""
import math
import os
import numpy as np
import bpy
from mathutils import Vector, Matrix

WIDTH, HEIGHT = 800, 1000

TINTS = [
    (0.80, 0.775, 0.73),
    (0.77, 0.765, 0.745),
    (0.80, 0.755, 0.69),
    (0.735, 0.75, 0.735),
    (0.74, 0.72, 0.695),
    (0.71, 0.735, 0.75),
]


def clear():
    bpy.ops.wm.read_factory_settings(use_empty=True)
    sc = bpy.context.scene
    sc.render.engine = 'CYCLES'
    cy = sc.cycles
    cy.device = 'CPU'
    cy.use_denoising = False
    cy.use_adaptive_sampling = True
    cy.adaptive_min_samples = 4
    cy.max_bounces = 7
    cy.diffuse_bounces = 1
    cy.glossy_bounces = 2
    cy.transmission_bounces = 7
    cy.transparent_max_bounces = 12
    cy.caustics_reflective = False
    cy.caustics_refractive = False
    cy.sample_clamp_direct = 8
    cy.sample_clamp_indirect = 2.5
    cy.blur_glossy = 0.8
    sc.render.threads_mode = 'FIXED'
    sc.render.threads = int(os.environ.get('STUDIO_THREADS', '2'))
    sc.render.resolution_x, sc.render.resolution_y = WIDTH, HEIGHT
    sc.render.resolution_percentage = 100
    return sc


def goods():
    return [o for o in bpy.context.scene.objects if o.type == 'MESH']


def points(objs, limit=60000):
    dg = bpy.context.evaluated_depsgraph_get()
    out = []
    for o in objs:
        e = o.evaluated_get(dg)
        me = e.to_mesh()
        a = np.empty(len(me.vertices) * 3, np.float32)
        me.vertices.foreach_get('co', a)
        a = a.reshape(-1, 3)
        m = np.array(o.matrix_world)
        out.append(a @ m[:3, :3].T + m[:3, 3])
        e.to_mesh_clear()
    p = np.concatenate(out)
    return p[:: max(1, len(p) // limit)]


def area(sc, loc, target, energy, sx, sy, colour):
    d = bpy.data.lights.new('window', 'AREA')
    d.shape, d.size, d.size_y, d.energy, d.color = 'RECTANGLE', sx, sy, energy, colour
    o = bpy.data.objects.new('window', d)
    o.location = loc
    o.rotation_euler = (Vector(target) - Vector(loc)).to_track_quat('-Z', 'Y').to_euler()
    sc.collection.objects.link(o)


def build(elev=16, turn=0, tint=0, light='left', fill=0.72, shift=(0, -0.02), lens=85, power=1.0, hang=0.0, dim=1.0, grain=1):
    """Scale the goods to a sphere of radius one, put the set around them and fit the camera."""
    sc = bpy.context.scene
    objs = goods()
    bpy.context.view_layer.update()
    p = points(objs)
    lo, hi = p.min(0), p.max(0)
    mid = (lo + hi) / 2
    radius = float(np.sqrt(((p - mid) ** 2).sum(1).max()))
    s = 1 / radius
    move = (
        Matrix.Translation((0, 0, hang))
        @ Matrix.Rotation(math.radians(turn), 4, 'Z')
        @ Matrix.Scale(s, 4)
        @ Matrix.Translation((-mid[0], -mid[1], -lo[2]))
    )
    for o in objs:
        if o.parent is None:
            o.matrix_world = move @ o.matrix_world
    bpy.context.view_layer.update()
    p = points(objs)

    # the sweep
    prof = [(y, 0.0) for y in (-14, 1.6)]
    for i in range(1, 13):
        a = math.pi / 2 * i / 12
        prof.append((1.6 + 2.4 * math.sin(a), 2.4 - 2.4 * math.cos(a)))
    prof.append((4.0, 16.0))
    verts, faces = [], []
    for y, z in prof:
        verts += [(-16, y, z), (16, y, z)]
    for i in range(len(prof) - 1):
        faces.append((2 * i, 2 * i + 1, 2 * i + 3, 2 * i + 2))
    me = bpy.data.meshes.new('sweep')
    me.from_pydata(verts, [], faces)
    for f in me.polygons:
        f.use_smooth = True
    sweep = bpy.data.objects.new('sweep', me)
    sc.collection.objects.link(sweep)
    m = bpy.data.materials.new('sweep')
    m.use_nodes = True
    b = m.node_tree.nodes['Principled BSDF']
    c = TINTS[tint % len(TINTS)]
    b.inputs['Base Color'].default_value = (*[v * dim for v in c], 1)
    b.inputs['Roughness'].default_value = 0.95
    b.inputs['Specular'].default_value = 0.1
    me.materials.append(m)

    side = -1 if light == 'left' else 1
    area(sc, (side * 3.6, -1.6, 3.6), (0, 0.2, 0.5), 235 * power, 2.2, 2.8, (1.0, 0.955, 0.89))
    area(sc, (-side * 4.2, -3.0, 2.6), (0, 0, 0.4), 52 * power, 3.5, 3.5, (0.93, 0.96, 1.0))
    area(sc, (side * 0.8, 2.6, 5.0), (0, 0, 0.3), 60 * power, 3.0, 1.5, (1.0, 0.98, 0.95))
    w = bpy.data.worlds.new('room')
    sc.world = w
    w.use_nodes = True
    w.cycles.sampling_method = 'NONE'
    bg = w.node_tree.nodes['Background']
    bg.inputs[0].default_value = (0.94, 0.96, 1, 1)
    bg.inputs[1].default_value = 0.30 * power

    cam = bpy.data.cameras.new('c')
    cam.lens = lens
    cam.sensor_fit = 'VERTICAL'
    cam.sensor_height = 36
    co = bpy.data.objects.new('c', cam)
    sc.collection.objects.link(co)
    sc.camera = co
    e = math.radians(elev)
    back = Vector((0, -math.cos(e), math.sin(e)))
    target = Vector((p.min(0) + p.max(0)) / 2)
    half_v = 18 / lens
    half_h = half_v * WIDTH / HEIGHT
    dist = 5.0
    quat = (-back).to_track_quat('-Z', 'Y')
    rot = np.array(quat.to_matrix())
    for _ in range(8):
        eye = np.array(target + back * dist)
        q = (p - eye) @ rot
        x = q[:, 0] / -q[:, 2] / half_h
        y = q[:, 1] / -q[:, 2] / half_v
        cx, cy = (x.min() + x.max()) / 2, (y.min() + y.max()) / 2
        ex, ey = (x.max() - x.min()) / 2, (y.max() - y.min()) / 2
        target += Vector(rot[:, 0]) * float((cx - shift[0]) * half_h * dist)
        target += Vector(rot[:, 1]) * float((cy - shift[1]) * half_v * dist)
        dist *= float(max(ex / min(fill + 0.12, 0.88), ey / fill)) ** 0.9
        dist = max(dist, 1.4)
    co.location = target + back * dist
    co.rotation_euler = quat.to_euler()
    return sc


def shoot(sc, folder, samples):
    """Render once and leave colour, albedo and normal as float files in the folder."""
    sc.cycles.samples = samples
    sc.cycles.adaptive_threshold = 0.08
    sc.cycles.seed = 7
    vl = bpy.context.view_layer
    vl.cycles.denoising_store_passes = True
    sc.use_nodes = True
    t = sc.node_tree
    t.nodes.clear()
    rl = t.nodes.new('CompositorNodeRLayers')
    out = t.nodes.new('CompositorNodeOutputFile')
    out.base_path = folder
    out.format.file_format = 'OPEN_EXR'
    out.format.color_depth = '32'
    out.format.exr_codec = 'NONE'
    out.file_slots.clear()
    for slot, socket in (('colour', 'Image'), ('albedo', 'Denoising Albedo'), ('normal', 'Denoising Normal')):
        out.file_slots.new(slot)
        t.links.new(rl.outputs[socket], out.inputs[slot])
    sc.render.filepath = os.path.join(folder, 'unused')
    bpy.ops.render.render(write_still=False)
    return tuple(os.path.join(folder, f'{n}{sc.frame_current:04d}.exr') for n in ('colour', 'albedo', 'normal'))
