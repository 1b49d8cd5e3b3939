"""The shaders of what is laid over a surface: swarms and translucent sheets. Colours are blue, green, red, alpha."""

from __future__ import annotations

from landscape_app.render.shaders import TO_SCREEN, VISIBLE


def swarm_vertex(multisampled: bool) -> str:
    """A dot's place: on the drawn triangles; it is seen where its middle is seen."""
    return (
        """
#version 330
"""
        + TO_SCREEN
        + VISIBLE[multisampled]
        + """
uniform sampler2D heights;  // t over the grid, nan in holes
uniform float scale;
uniform float reach;  // radius with rim and soft edge, pixels
uniform float hidden;  // opacity behind the surface
in vec2 in_xy;
in vec3 in_colour;
out vec2 off;
flat out vec3 body;
flat out float strength;
float height(vec2 xy) {
    vec2 last = vec2(textureSize(heights, 0) - 1);
    vec2 at = (xy * 0.5 + 0.5) * last;
    vec2 cell = clamp(floor(at), vec2(0.0), last - 1.0);
    vec2 w = at - cell;
    ivec2 i = ivec2(cell);
    float a = texelFetch(heights, i, 0).r, b = texelFetch(heights, i + ivec2(1, 0), 0).r;
    float c = texelFetch(heights, i + ivec2(0, 1), 0).r, d = texelFetch(heights, i + ivec2(1, 1), 0).r;
    return w.x + w.y <= 1.0 ? a + w.x * (b - a) + w.y * (c - a) : d + (1.0 - w.x) * (c - d) + (1.0 - w.y) * (b - d);
}
void main() {
    float t = height(in_xy);
    vec4 s = to_screen(vec3(in_xy, t * scale), 0.02);
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0;
    off = corner * reach;
    body = in_colour;
    bool gone = !(t >= -1.0 && t <= 2.0) || s.w <= 0.0;
    strength = gone ? 0.0 : mix(hidden, 1.0, in_front(ivec2(s.xy), s.z));
    gl_Position = gone ? vec4(0.0, 0.0, 2.0, 1.0) : vec4((s.xy + off) / viewport * 2.0 - 1.0, 0.0, 1.0);
}
"""
    )


SWARM_FRAGMENT = """
#version 330
uniform vec3 rim;
uniform float radius;
uniform float rim_px;
in vec2 off;
flat in vec3 body;
flat in float strength;
out vec4 colour;
void main() {
    float d = length(off);
    float core = clamp(radius + 0.5 - d, 0.0, 1.0);
    float whole = clamp((radius + rim_px + 0.5 - d) / (rim_px + 0.5), 0.0, 1.0);
    float under = (1.0 - core) * 0.5 * whole;  // the rim, where the core leaves room
    float alpha = core + under;
    if (alpha <= 0.01) discard;
    vec3 lit = body * (1.04 - 0.16 * smoothstep(0.0, 1.0, d / (radius + 0.5)));
    colour = vec4(clamp((lit * core + rim * under) / alpha, 0.0, 1.0).bgr, 0.94 * alpha * strength);
}
"""

PATCH_VERTEX = (
    """
#version 330
"""
    + TO_SCREEN
    + """
uniform float scale;
in vec3 in_place;  // x, y in the box, t
in vec2 in_share;  // 0 ... 1 over the patch
out vec3 position;
out vec2 share;
out float t;
void main() {
    position = vec3(in_place.xy, in_place.z * scale);
    share = in_share;
    t = in_place.z;
    vec3 view = mix(normalize(eye - position), back, flat_view);
    gl_Position = matrix * vec4(position + 0.012 * view, 1.0);
}
"""
)


def patch_fragment(multisampled: bool) -> str:
    """A translucent sheet with a thin grid and an edge, cut off at the top and the bottom of the box."""
    return (
        """
#version 330
"""
        + VISIBLE[multisampled]
        + """
uniform vec3 body;
uniform vec3 light;
uniform vec3 line;
uniform float lines;  // of the grid, each way
uniform float line_px;
uniform float low;
uniform float hidden;
in vec3 position;
in vec2 share;
in float t;
out vec4 colour;
float stroke(vec2 off, float width) {
    vec2 w = vec2(length(vec2(dFdx(share.x), dFdy(share.x))), length(vec2(dFdx(share.y), dFdy(share.y))));
    vec2 far = off / max(w, vec2(1e-7));
    return clamp(width * 0.5 + 0.5 - min(far.x, far.y), 0.0, 1.0);
}
void main() {
    vec3 n = cross(dFdx(position), dFdy(position));
    n = dot(n, n) > 0.0 ? normalize(n) : vec3(0.0, 0.0, 1.0);
    if (n.z < 0.0) n = -n;
    vec2 cells = share * lines;
    float grid = stroke(abs(fract(cells - 0.5) - 0.5) / lines, line_px);
    float edge = stroke(min(share, 1.0 - share), 2.6 * line_px);
    if (!(t >= low && t <= 1.0)) discard;
    float lit = 0.72 + 0.34 * max(dot(n, light), 0.0);
    vec3 c = mix(body * lit, line, max(0.55 * grid, edge));
    float alpha = max(0.46, max(0.62 * grid, 0.95 * edge));
    float seen = in_front(ivec2(gl_FragCoord.xy), gl_FragCoord.z);
    colour = vec4(clamp(c, 0.0, 1.0).bgr, alpha * mix(hidden, 1.0, seen));
}
"""
    )
