"""The shaders. Every colour is written in the order blue, green, red, alpha: the bytes are QImage's Format_RGB32."""

from __future__ import annotations

SURFACE_VERTEX = """
#version 330
uniform mat4 matrix;
uniform float scale;
in vec2 in_xy;
in vec3 in_height;  // t, dt/dx, dt/dy
out vec3 position;
out vec3 normal;
out float t;
void main() {
    position = vec3(in_xy, in_height.x * scale);
    normal = vec3(-scale * in_height.yz, 1.0);
    t = in_height.x;
    gl_Position = matrix * vec4(position, 1.0);
}
"""

SURFACE_FRAGMENT = """
#version 330
uniform sampler2D colours;
uniform vec3 eye;
uniform float flat_view;  // 1: parallel light of sight along `back`
uniform vec3 back;
uniform vec3 light;
uniform float levels;
uniform float line_px;
in vec3 position;
in vec3 normal;
in float t;
out vec4 colour;
void main() {
    vec3 base = texelFetch(colours, ivec2(int(clamp(t, 0.0, 1.0) * 255.0 + 0.5), 0), 0).rgb;
    vec3 n = normalize(normal);
    vec3 view = mix(normalize(eye - position), back, flat_view);
    bool under = dot(n, view) < 0.0;
    if (under) n = -n;
    float wrapped = dot(n, light) * 0.5 + 0.5;
    float sky = n.z * 0.5 + 0.5;
    float shade = 0.50 + 0.44 * wrapped * wrapped + 0.16 * sky;
    vec3 halfway = normalize(light + view);
    float facing = max(dot(n, halfway), 0.0);
    float to_4 = facing * facing * facing * facing, to_8 = to_4 * to_4, to_32 = to_8 * to_8 * to_8 * to_8;
    float gloss = to_32 * to_8 * 0.10;  // facing^40: pow costs a software renderer a tenth of the picture
    if (under) { shade *= 0.72; gloss = 0.0; }
    vec3 shaded = base * shade;
    float v = t * levels - 0.5;
    float per_pixel = length(vec2(dFdx(v), dFdy(v)));
    float off = abs(fract(v - 0.5) - 0.5) / max(per_pixel, 1e-6);
    float ink = 1.0 - smoothstep(line_px * 0.5 - 0.5, line_px * 0.5 + 0.6, off);
    ink *= smoothstep(0.0, 5e-4, per_pixel) * (1.0 - smoothstep(0.22, 0.5, per_pixel));
    ink *= step(0.5, levels) * step(-0.5, v) * step(v, levels - 0.5);
    float luma = dot(shaded, vec3(0.3, 0.6, 0.1));
    float bright = smoothstep(0.26, 0.36, luma);  // dark lines on bright ground, light ones on dark, neither between
    vec3 pen = mix(shaded + vec3(0.30), shaded * 0.45, bright);
    shaded = mix(shaded, pen, ink * 0.55) + gloss;
    colour = vec4(clamp(shaded, 0.0, 1.0).bgr, 1.0);
}
"""

# A wall or the floor: one quad with grid lines at the ticks.
GRID_VERTEX = """
#version 330
uniform mat4 matrix;
uniform vec3 origin;
uniform vec3 along;
uniform vec3 across;
out vec2 place;
void main() {
    place = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    gl_Position = matrix * vec4(origin + place.x * along + place.y * across, 1.0);
}
"""

GRID_FRAGMENT = """
#version 330
uniform float marks_along[24];
uniform float marks_across[24];
uniform int count_along;
uniform int count_across;
uniform vec3 fill;
uniform vec3 line;
uniform float px;
in vec2 place;
out vec4 colour;
float stroke(float off, float per_pixel, float width) {
    return clamp(width * 0.5 + 0.5 - abs(off) / max(per_pixel, 1e-7), 0.0, 1.0);
}
void main() {
    vec2 w = vec2(length(vec2(dFdx(place.x), dFdy(place.x))), length(vec2(dFdx(place.y), dFdy(place.y))));
    vec2 off = vec2(1e9);
    for (int i = 0; i < count_along; i++) off.x = min(off.x, abs(place.x - marks_along[i]));
    for (int i = 0; i < count_across; i++) off.y = min(off.y, abs(place.y - marks_across[i]));
    float ink = max(stroke(off.x, w.x, px), stroke(off.y, w.y, px));
    vec2 edge = min(place, 1.0 - place);
    ink = max(ink * 0.75, max(stroke(edge.x, w.x, px * 2.4), stroke(edge.y, w.y, px * 2.4)));
    colour = vec4(mix(fill, line, ink).bgr, 1.0);
}
"""

# How much of a pixel is in front of the surface: each sample of the depth that the surface pass left.
VISIBLE = {
    False: """
uniform sampler2D depths;
float in_front(ivec2 at, float depth) {
    at = clamp(at, ivec2(0), textureSize(depths, 0) - 1);
    return depth <= texelFetch(depths, at, 0).r ? 1.0 : 0.0;
}
""",
    True: """
uniform sampler2DMS depths;
uniform int samples;
float in_front(ivec2 at, float depth) {
    at = clamp(at, ivec2(0), textureSize(depths) - 1);
    float sum = 0.0;
    for (int i = 0; i < samples; i++) sum += depth <= texelFetch(depths, at, i).r ? 1.0 : 0.0;
    return sum / float(samples);
}
""",
}

TO_SCREEN = """
uniform mat4 matrix;
uniform vec2 viewport;
uniform vec3 eye;
uniform vec3 back;
uniform float flat_view;
vec4 to_screen(vec3 p, float bias) {  // moved towards the eye by bias: same pixel, less depth
    vec3 view = mix(normalize(eye - p), back, flat_view);
    vec4 c = matrix * vec4(p + bias * view, 1.0);
    return vec4((c.xy / c.w * 0.5 + 0.5) * viewport, c.z / c.w * 0.5 + 0.5, c.w);
}
"""

PATH_VERTEX = (
    """
#version 330
"""
    + TO_SCREEN
    + """
uniform float bias;
uniform float reach;
in vec4 in_before;
in vec4 in_from;
in vec4 in_to;
in vec4 in_after;
flat out vec2 p0;
flat out vec2 p1;
flat out vec2 p2;
flat out vec2 p3;
flat out vec2 depth;
flat out vec2 arc;
void main() {
    vec4 a = to_screen(in_from.xyz, bias), b = to_screen(in_to.xyz, bias);
    vec4 before = to_screen(in_before.xyz, bias), after = to_screen(in_after.xyz, bias);
    p0 = before.w > 0.0 ? before.xy : a.xy;
    p1 = a.xy;
    p2 = b.xy;
    p3 = after.w > 0.0 ? after.xy : b.xy;
    depth = vec2(a.z, b.z);
    arc = vec2(in_from.w, in_to.w);
    if (a.w <= 0.0 || b.w <= 0.0) {
        gl_Position = vec4(0.0, 0.0, 2.0, 1.0);
        return;
    }
    vec2 d = p2 - p1;
    float len = length(d);
    d = len > 1e-4 ? d / len : vec2(1.0, 0.0);
    vec2 side = vec2(-d.y, d.x) * ((gl_VertexID & 1) == 0 ? -reach : reach);
    vec2 corner = (gl_VertexID >> 1) == 0 ? p1 - d * reach : p2 + d * reach;
    gl_Position = vec4((corner + side) / viewport * 2.0 - 1.0, 0.0, 1.0);
}
"""
)


def path_fragment(multisampled: bool) -> str:
    """Each pixel belongs to the nearest of neighbouring lines, so that see-through parts do not add up at joints."""
    return (
        """
#version 330
"""
        + VISIBLE[multisampled]
        + """
uniform vec3 body;
uniform vec3 casing;
uniform float half_width;
uniform float casing_px;
uniform float casing_alpha;
uniform float hidden;  // opacity behind the surface
uniform float opacity;
uniform float px_per_unit;
uniform float dashes[6];  // on from [0] to [1], from [2] to [3], from [4] to [5], in pixels
uniform float period;  // 0: solid
flat in vec2 p0;
flat in vec2 p1;
flat in vec2 p2;
flat in vec2 p3;
flat in vec2 depth;
flat in vec2 arc;
out vec4 colour;
float distance_to(vec2 p, vec2 a, vec2 b, out float t) {
    vec2 d = b - a;
    float dd = dot(d, d);
    t = dd > 0.0 ? dot(p - a, d) / dd : 0.0;
    vec2 q = t <= 0.0 ? a : (t >= 1.0 ? b : a + t * d);
    t = clamp(t, 0.0, 1.0);
    return distance(p, q);
}
void main() {
    vec2 p = gl_FragCoord.xy;
    float t, other;
    float d = distance_to(p, p1, p2, t);
    if (d >= half_width + casing_px + 0.5) discard;
    if (p0 != p1 && distance_to(p, p0, p1, other) <= d) discard;
    if (p3 != p2 && distance_to(p, p2, p3, other) < d) discard;
    float inner = clamp(half_width - d + 0.5, 0.0, 1.0);
    float outer = clamp(half_width + casing_px - d + 0.5, 0.0, 1.0);
    if (period > 0.0) {
        float s = mod(mix(arc.x, arc.y, t) * px_per_unit, period);
        float off = 1e9;
        for (int i = 0; i < 6; i += 2) {
            float from = dashes[i], to = dashes[i + 1];
            if (to <= from) continue;
            for (int k = -1; k <= 1; k++) {
                float at = s + float(k) * period;
                off = min(off, max(from - at, at - to));
            }
        }
        inner *= clamp(0.5 - off, 0.0, 1.0);
        outer *= clamp(0.5 + casing_px - off, 0.0, 1.0);
    }
    if (outer <= 0.0) discard;
    float z = mix(depth.x, depth.y, t);
    ivec2 at = ivec2(mix(p1, p2, t));
    float seen = in_front(at, z);
    if (seen < 1.0) {
        seen = max(seen, max(in_front(at + ivec2(1, 0), z), in_front(at - ivec2(1, 0), z)));
        seen = max(seen, max(in_front(at + ivec2(0, 1), z), in_front(at - ivec2(0, 1), z)));
    }
    float round_off = 1.0 - (d * d) / (half_width * half_width + 1e-6);
    vec3 tube = body * (0.86 + 0.14 * clamp(round_off, 0.0, 1.0)) + 0.10 * smoothstep(0.55, 1.0, round_off);
    float alpha = max(inner, outer * casing_alpha);
    vec3 mixed = mix(casing, clamp(tube, 0.0, 1.0), inner / max(alpha, 1e-4));
    colour = vec4(mixed.bgr, alpha * opacity * mix(hidden, 1.0, seen));
}
"""
    )


MARK_VERTEX = (
    """
#version 330
"""
    + TO_SCREEN
    + """
uniform float focal;  // pixels a unit at distance 1 (or at any, in a parallel view)
in vec3 in_centre;
in vec3 in_colour;
in vec3 in_form;  // radius in pixels, kind, opacity behind the surface
flat out vec2 centre;
flat out vec3 body;
flat out vec3 form;
flat out float depth;
void main() {
    vec4 s = to_screen(in_centre, 0.0);
    float per_unit = focal / mix(max(s.w, 1e-3), 1.0, flat_view);
    vec4 front = to_screen(in_centre, in_form.x / per_unit + 0.012);
    centre = s.xy;
    body = in_colour;
    form = in_form;
    depth = front.z;
    if (s.w <= 0.0) {
        gl_Position = vec4(0.0, 0.0, 2.0, 1.0);
        return;
    }
    vec2 unit = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0;
    gl_Position = vec4((s.xy + unit * (in_form.x + 2.5)) / viewport * 2.0 - 1.0, 0.0, 1.0);
}
"""
)


def mark_fragment(multisampled: bool) -> str:
    """Balls (0), start ring (1), minimum (2), foot of a drop line (3)."""
    return (
        """
#version 330
"""
        + VISIBLE[multisampled]
        + """
uniform vec3 rim;
uniform float unit_px;  // device pixels a pixel of the design
flat in vec2 centre;
flat in vec3 body;
flat in vec3 form;
flat in float depth;
out vec4 colour;
float cover(float d) { return clamp(0.5 - d, 0.0, 1.0); }
void main() {
    vec2 p = gl_FragCoord.xy - centre;
    float r = form.x, d = length(p);
    int kind = int(form.y + 0.5);
    vec3 c = body;
    float alpha;
    if (kind == 0) {
        vec2 q = p / r;
        float z = sqrt(max(0.0, 1.0 - dot(q, q)));
        float lit = dot(vec3(q, z), normalize(vec3(-0.45, -0.6, 0.66)));
        float glint = pow(max(lit, 0.0), 24.0);
        c = body * (0.80 + 0.24 * clamp(lit, -0.6, 1.0)) + vec3(0.55) * glint;
        float edge = cover(abs(d - r + 0.2 * unit_px) - 0.8 * unit_px);
        c = mix(c, rim, edge * 0.95);
        alpha = cover(d - r - 0.5 * unit_px);
    } else if (kind == 1) {
        float ring = abs(d - r + 1.6 * unit_px) - 1.1 * unit_px;
        alpha = max(cover(ring), cover(ring - unit_px) * 0.85);
        c = mix(rim, body, cover(ring));
    } else if (kind == 2) {
        vec2 q = abs(vec2(p.x + p.y, p.x - p.y)) * 0.70710678;
        float arm = max(max(q.x, q.y) - r * 0.8, min(q.x, q.y) - 0.9 * unit_px);
        alpha = max(cover(arm), cover(arm - unit_px) * 0.85);
        c = mix(rim, body, cover(arm));
    } else {
        alpha = cover(d - r);
    }
    ivec2 at = kind == 0 ? ivec2(gl_FragCoord.xy) : ivec2(centre);
    colour = vec4(clamp(c, 0.0, 1.0).bgr, alpha * mix(form.z, 1.0, in_front(at, depth)));
}
"""
    )
