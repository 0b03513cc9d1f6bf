// tadwinMap(element, options): incidents on a plain map, without tiles, without network, under a strict content policy.
//
// Needs leaflet.js, topojson-client.min.js, leaflet.css and map.css on the page. The review app and the published site
// both use it. Everything that comes from a report is put in as text, never as HTML. docs/decisions/0016-maps.md.
//
// options
//   basemap   what tadwin.basemap.basemap() gives: {world, areas, lines}
//   places    [{id, title, lat, lon, precision, text, low, best, high, open, radiusKm, href}], all but id and title may be
//             missing. precision is tadwin's (exact, near, admin2, admin1, area, country, unknown); what is not exact or
//             near is drawn as a wide disc without a centre. low, best, high: the figure that sizes the mark; open: no
//             upper bound is known. label: what a wide disc bears in place of its figure. text: a line or a list of lines. href: where the title leads, on this site only.
//   words     replaces any of WORDS, for other languages
//   onSelect  called with an id when a person opens it
// gives {map, show(places), select(id), fit(), recolour(), pick({at, onPick, onEnd}), stopPicking(), remove(), leftOut}
//   show      draws other places in the room of those that are drawn; areas stay those of the first places' scale
//   pick      puts a crosshair on the map: a click or the arrow keys (with Shift: a pixel at a time) move it, and each move
//             calls onPick({lat, lon, perPixel}); degrees, rounded to what a pixel can tell. Enter and Escape end it.
"use strict";
(() => {
  const WORDS = {
    map: "Map of incidents",
    figure: "killed",
    key: "Area of a disc: best figure. Rings: low and high.",
    wide: "Wide pale disc: somewhere in this area, not at its middle.",
    leftOut: (n) => `${n} without a place on the map.`,
    beyond: (n) => `The map opens where most are; ${n} farther off.`,
    credit: "Map: Natural Earth. Its lines are no opinion on any claim; dashed ones are contested.",
    here: (n) => `${n} at this place; do not add them up unread`,
    picking: "Click, or move the crosshair with the arrow keys (Shift: finer). Enter keeps it.",
    crosshair: "Crosshair",
    atLeast: "at least",
    notStated: "not stated",
  };
  // How far a place may be from the point that stands for it, in km. near: UCDP's where_prec 2. The others are what a
  // district, province or region commonly measures; `radiusKm` overrules them.
  const REACH = { exact: 0, near: 25, admin2: 30, admin1: 80, area: 150, country: 300, unknown: 300 };
  const LARGEST = 26; // px, the radius of the largest figure
  const KM_PER_DEGREE = 111.195;

  const make = (tag, className, text) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  };
  const known = (value) => typeof value === "number" && Number.isFinite(value);
  const sharp = (place) => place.precision === "exact" || place.precision === "near";
  const linesOf = (text) => (Array.isArray(text) ? text : text ? [text] : []);
  const figureOf = (place) => [place.best, place.low, place.high].find(known);

  /** "12 (9–15)", "at least 12", "not stated": with its whole range, for a reader who sees no disc. */
  function figureWords(place, words) {
    const { low, best, high } = place;
    if (!known(figureOf(place))) return `${words.figure}: ${words.notStated}`;
    const from = known(low) ? low : figureOf(place);
    const range = place.open && known(high) && high > from ? `${from} to ≥ ${high}` : place.open ? `${words.atLeast} ${from}` : known(high) && high !== from ? `${from}–${high}` : "";
    if (!known(best)) return `${words.figure}: ${range || from}`;
    return `${words.figure}: ${best}${range ? ` (${range})` : ""}`;
  }

  /** Links lead nowhere but to this site: a place's data may come from a report. */
  function safeHref(href) {
    try {
      const url = new URL(href, document.baseURI);
      const here = new URL(document.baseURI);
      return url.protocol === here.protocol && url.host === here.host ? url.href : null;
    } catch {
      return null;
    }
  }

  // ---- the basemap: land, water and lines on one canvas, names as text above it -------------------------------------

  function drawGround(map, basemap, element) {
    const { world, areas, lines } = basemap;
    const own = new Set(areas.countries || []);
    const far = world.objects.countries.geometries.filter((one) => one.type && !own.has(one.properties.country));
    const near = areas.objects.areas.geometries;
    const renderer = L.canvas({ pane: "ground", padding: 0.3 });
    const layers = [];
    const add = (name, geometry, style, from = 0) => {
      if (!(geometry.coordinates || geometry.features || geometry.geometries || []).length) return;
      const layer = L.geoJSON(geometry, { renderer, pane: "ground", interactive: false, smoothFactor: 0.7 });
      layers.push({ name, layer, style, from });
    };
    const merged = (topology, geometries) => topojson.merge(topology, geometries.filter((one) => one.type));
    const mesh = (topology, object, filter) => topojson.mesh(topology, object, filter);
    const country = (one) => one.properties.country;
    const ground = (one) => one.properties.ground || "";
    const object = areas.objects.areas;
    const inner = (a, b) => a !== b && country(a) === country(b);
    add("other", merged(world, far), "fill");
    add("other", merged(areas, near.filter((one) => !own.has(country(one)))), "fill");
    add("land", merged(areas, near.filter((one) => own.has(country(one)))), "fill");
    add("river", mesh(lines, lines.objects.rivers), "thin", 4);
    add("water", topojson.feature(lines, lines.objects.lakes), "fill", 4);
    add("division", mesh(areas, object, (a, b) => inner(a, b) && ground(a) === ground(b)), "thin", 5);
    const ours = (a, b) => own.has(country(a)) || own.has(country(b));
    add("border", mesh(areas, object, (a, b) => country(a) !== country(b) && ours(a, b)), "line");
    add("border", mesh(world, { type: "GeometryCollection", geometries: far }, (a, b) => a !== b), "line");
    add("border", mesh(areas, object, (a, b) => inner(a, b) && ground(a) !== ground(b)), "dashed");
    add("border", mesh(lines, lines.objects.claims), "dashed");

    const colour = () => {
      const css = getComputedStyle(element);
      for (const { name, layer, style } of layers) {
        const paint = css.getPropertyValue(`--map-${name}`).trim();
        layer.setStyle(
          style === "fill"
            ? { stroke: true, weight: 0.6, color: paint, fill: true, fillColor: paint, fillOpacity: 1, opacity: 1 }
            : { fill: false, color: paint, weight: style === "thin" ? 0.8 : 1.3, dashArray: style === "dashed" ? "5 4" : null },
        );
      }
    };
    const show = () => {
      // Taken off and put back in order, as a canvas draws in the order in which things came.
      for (const { layer } of layers) layer.remove();
      for (const { layer, from } of layers) if (map.getZoom() >= from) layer.addTo(map);
    };
    let shown = null;
    const byZoom = () => {
      const now = layers.filter(({ from }) => map.getZoom() >= from).length;
      if (now !== shown) show();
      shown = now;
    };
    colour();
    map.on("zoomend", byZoom);
    return { colour, start: byZoom };
  }

  /** Names of countries and divisions, where there is room: countries first, then the widest; none over another. */
  function drawNames(map, basemap, places) {
    const pane = map.getPane("names");
    const countries = basemap.world.objects.countries.geometries.map(({ properties: p }) => ({ ...p, text: p.name, rank: 0 }));
    const areas = basemap.areas.objects.areas.geometries.map(({ properties: p }) => ({ ...p, text: p.label, rank: 1 }));
    const all = [...countries, ...areas].filter((one) => one.text).sort((a, b) => a.rank - b.rank || b.width - a.width);
    const draw = () => {
      pane.replaceChildren();
      // What a mark covers: a name moves up or down from there, or is left out.
      const taken = places().map((one) => map.latLngToLayerPoint([one.lat, one.lon])).map(({ x, y }) => [x - 12, y - 9, x + 12, y + 9]);
      const meets = (box) => taken.some(([w, n, e, s]) => box[0] < e && w < box[2] && box[1] < s && n < box[3]);
      const view = map.getBounds().pad(-0.02);
      const kmPerPixel = map.options.crs.distance(map.getCenter(), map.unproject(map.project(map.getCenter()).add([1, 0]))) / 1000;
      for (const one of all) {
        if (one.rank === 1 && map.getZoom() < 5) break;
        const at = L.latLng(one.at[1], one.at[0]);
        const wide = one.text.length * (one.rank ? 6 : 8) + 8;
        if (one.width / kmPerPixel < wide * (one.rank ? 0.9 : 0.8) || !view.contains(at)) continue;
        const middle = map.latLngToLayerPoint(at);
        const boxAt = (dy) => [middle.x - wide / 2, middle.y + dy - 8, middle.x + wide / 2, middle.y + dy + 8];
        const free = [0, 18, -18].find((dy) => !meets(boxAt(dy)));
        if (free === undefined) continue;
        const point = middle.add([0, free]);
        taken.push(boxAt(free));
        const name = make("span", `tadwin-map-name rank${one.rank}`, one.text);
        L.DomUtil.setPosition(name, point);
        pane.append(name);
      }
    };
    map.on("moveend zoomend resize", draw);
    return draw;
  }

  // ---- the marks -----------------------------------------------------------------------------------------------------

  /** Places that share a point, the largest first: a click on any of them must lead to all. */
  function atOnePoint(places) {
    const groups = new Map();
    for (const place of places) {
      const key = `${place.lat.toFixed(4)} ${place.lon.toFixed(4)} ${sharp(place)}`;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(place);
    }
    return [...groups.values()];
  }

  const largest = (places) => places.reduce((most, one) => Math.max(most, ...[one.low, one.best, one.high].filter(known)), 1);

  /** Draws into `layer`; `most` is the figure of the largest disc. */
  function drawMarks(map, layer, renderer, places, most, words, onSelect) {
    const scale = Math.min((map.getSize().x < 480 ? 0.75 : 1) * LARGEST / Math.sqrt(most), 5);
    const radius = (value) => Math.max(3.5, scale * Math.sqrt(value));
    const byId = new Map();
    const base = { renderer, pane: "marks", bubblingMouseEvents: false };
    const ring = (place, value, className) =>
      L.circleMarker([place.lat, place.lon], { ...base, radius: radius(value), className, interactive: false }).addTo(layer);

    const openAt = (group, place) => {
      const box = make("div", "tadwin-map-popup");
      if (group.length > 1) box.append(make("p", "tadwin-map-many", words.here(group.length)));
      for (const one of group) {
        const href = one.href ? safeHref(one.href) : null;
        const title = make(href ? "a" : "strong", "tadwin-map-title", one.title);
        if (href) title.href = href;
        title.dir = "auto";
        box.append(title);
        for (const line of [figureWords(one, words), ...linesOf(one.text)]) {
          box.append(Object.assign(make("p", "", line), { dir: "auto" }));
        }
        if (!sharp(one)) box.append(make("p", "tadwin-map-many", words.wide));
      }
      L.popup({ autoPanPadding: [12, 12], maxWidth: Math.min(300, map.getSize().x - 60), maxHeight: 260 })
        .setLatLng([place.lat, place.lon]).setContent(box).openOn(map);
      onSelect?.(place.id);
    };
    const makeOperable = (mark, group, place) => {
      const label = [place.title, figureWords(place, words), ...linesOf(place.text)].join("; ");
      const path = mark.getElement();
      path.setAttribute("tabindex", "0");
      path.setAttribute("role", "button");
      path.setAttribute("aria-label", label);
      path.dataset.place = place.id;
      path.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        openAt(group, place);
      });
      mark.on("click", () => openAt(group, place));
      mark.bindTooltip(Object.assign(make("span", "", place.title), { dir: "auto" }), { sticky: true });
      byId.set(place.id, { group, place });
    };

    const groups = atOnePoint(places);
    const size = (place) => figureOf(place) ?? 0;
    for (const group of groups.filter(([first]) => !sharp(first))) {
      for (const place of group) {
        const km = known(place.radiusKm) ? place.radiusKm : (REACH[place.precision] ?? REACH.unknown);
        const disc = L.circle([place.lat, place.lon], { ...base, radius: km * 1000, className: "tadwin-map-wide" });
        makeOperable(disc.addTo(layer), group, place);
      }
      const told = group.map(figureOf).filter(known);
      if (told.length) {
        const number = make("span", "tadwin-map-number", told.length > 1 ? `${group.length}×` : group[0].label ?? String(told[0]));
        const icon = L.divIcon({ className: "tadwin-map-number-box", html: number, iconSize: [0, 0] });
        L.marker([group[0].lat, group[0].lon], { icon, pane: "numbers", interactive: false, keyboard: false }).addTo(layer);
      }
    }
    const fine = groups.filter(([first]) => sharp(first)).flatMap((group) => group.map((place) => ({ group, place })));
    fine.sort((a, b) => size(b.place) - size(a.place));
    for (const { group, place } of fine) {
      if (place.precision === "near") {
        L.circle([place.lat, place.lon], { ...base, radius: REACH.near * 1000, className: "tadwin-map-near", interactive: false }).addTo(layer);
      }
      const value = figureOf(place);
      const high = known(place.high) && !place.open ? place.high : undefined;
      if (known(high) && high > value) ring(place, high, "tadwin-map-high");
      if (place.open && known(value)) ring(place, (Math.sqrt(value) + 4 / scale) ** 2, "tadwin-map-high open");
      const className = known(value) ? "tadwin-map-disc" : "tadwin-map-disc unstated";
      const disc = L.circleMarker([place.lat, place.lon], { ...base, radius: known(value) ? radius(value) : 4, className });
      makeOperable(disc.addTo(layer), group, place);
      if (known(place.low) && place.low > 0 && place.low < value) ring(place, place.low, "tadwin-map-low");
    }
    return { open: (id) => byId.has(id) && openAt(byId.get(id).group, byId.get(id).place), byId };
  }

  // ---- setting a place -----------------------------------------------------------------------------------------------

  function picker(map, element, words, status) {
    let marker = null;
    let told = null;
    const tell = () => {
      const { lat, lng } = marker.getLatLng();
      const there = map.unproject(map.project([lat, lng]).add([1, 1]));
      const perPixel = Math.abs(there.lng - lng);
      const digits = Math.min(5, Math.max(0, Math.ceil(-Math.log10(Math.min(perPixel, Math.abs(there.lat - lat))))));
      const place = { lat: +lat.toFixed(digits), lon: +L.Util.wrapNum(lng, [-180, 180], true).toFixed(digits), perPixel };
      status.textContent = `${words.picking} ${place.lat}, ${place.lon}`;
      told.onPick?.(place);
    };
    const moveTo = (latlng) => {
      marker.setLatLng(latlng);
      map.panInside(latlng, { padding: [40, 40], animate: false });
      tell();
    };
    const clicked = (event) => moveTo(event.latlng);
    const keyed = (event) => {
      const step = event.shiftKey ? 1 : 10;
      const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
      if (by) moveTo(map.unproject(map.project(marker.getLatLng()).add(by)));
      else if (event.key === "Enter" || event.key === "Escape") stop(event.key === "Enter");
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    function stop(kept = false) {
      if (!marker) return;
      map.off("click", clicked);
      element.removeEventListener("keydown", keyed, true);
      map.keyboard.enable();
      if (document.activeElement !== element) map.scrollWheelZoom.disable();
      element.classList.remove("picking");
      marker.remove();
      marker = null;
      status.textContent = "";
      told.onEnd?.(kept);
    }
    function start({ at, onPick, onEnd } = {}) {
      stop();
      told = { onPick, onEnd };
      map.closePopup();
      map.keyboard.disable();
      map.scrollWheelZoom.enable(); // with its keys off, the map does not tell that it has the focus
      element.classList.add("picking");
      const icon = L.divIcon({ className: "tadwin-map-crosshair", iconSize: [41, 41] });
      const from = at ? [at.lat, at.lon] : map.getCenter();
      marker = L.marker(from, { icon, pane: "numbers", interactive: false, keyboard: false, alt: words.crosshair }).addTo(map);
      if (at) map.panInside(from, { padding: [40, 40], animate: false });
      map.on("click", clicked);
      element.addEventListener("keydown", keyed, true);
      status.textContent = words.picking;
      element.focus();
    }
    return { start, stop };
  }

  // ---- all together --------------------------------------------------------------------------------------------------

  // Of many places the few far from the rest would make the map open on half the world: it opens where most are.
  const MANY = 40, FEW = 0.03;

  function together(places) {
    if (places.length < MANY) return places;
    const between = (axis) => {
      const sorted = places.map((place) => place[axis]).sort((a, b) => a - b);
      return [sorted[Math.floor(FEW * sorted.length)], sorted[Math.ceil((1 - FEW) * sorted.length) - 1]];
    };
    const [south, north] = between("lat"), [west, east] = between("lon");
    const [high, wide] = [Math.max(north - south, 1), Math.max(east - west, 1)]; // degrees; as far again is not far off
    return places.filter((place) => place.lat >= south - high && place.lat <= north + high
      && place.lon >= west - wide && place.lon <= east + wide);
  }

  function boundsOf(places, basemap) {
    const bounds = L.latLngBounds([]);
    for (const place of places) {
      const km = known(place.radiusKm) ? place.radiusKm : (REACH[place.precision] ?? REACH.unknown);
      bounds.extend(L.latLng(place.lat, place.lon).toBounds(Math.max(km, 5) * 2000));
    }
    if (bounds.isValid()) return bounds;
    const own = new Set(basemap.areas.countries || []);
    for (const { properties: p } of basemap.areas.objects.areas.geometries) {
      if (own.has(p.country)) bounds.extend(L.latLng(p.at[1], p.at[0]).toBounds(p.width * 1000));
    }
    return bounds.isValid() ? bounds : L.latLngBounds([[-55, -170], [75, 180]]);
  }

  function symbol(className, text) {
    const item = make("span", "tadwin-map-key-item");
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 22 22");
    svg.setAttribute("aria-hidden", "true");
    for (const [name, r] of className) {
      const circle = document.createElementNS("http://www.w3.org/2000/svg", "circle");
      for (const [key, value] of Object.entries({ cx: 11, cy: 11, r, class: name })) circle.setAttribute(key, value);
      svg.append(circle);
    }
    item.append(svg, text);
    return item;
  }

  function tadwinMap(element, options) {
    const words = { ...WORDS, ...options.words };
    const basemap = options.basemap;
    const placed = (options.places || []).filter((one) => known(one.lat) && known(one.lon) && Math.abs(one.lat) <= 85);
    const leftOut = (options.places || []).length - placed.length;
    element.classList.add("tadwin-map");
    element.setAttribute("role", "region");
    element.setAttribute("aria-label", words.map);
    const motion = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    const map = L.map(element, {
      attributionControl: false, zoomSnap: 0.5, minZoom: 1, maxZoom: 12, scrollWheelZoom: false, worldCopyJump: false,
      maxBounds: [[-85, -200], [85, 200]], maxBoundsViscosity: 0.8, zoomAnimation: motion, fadeAnimation: motion,
    });
    // The wheel scrolls the page until a person has turned to the map.
    map.on("focus", () => map.scrollWheelZoom.enable());
    map.on("blur", () => map.scrollWheelZoom.disable());
    for (const [name, order] of [["ground", 200], ["names", 350], ["marks", 400], ["numbers", 450]]) {
      map.createPane(name).style.zIndex = order;
    }
    map.getPane("names").classList.add("leaflet-zoom-hide");
    map.getPane("names").setAttribute("aria-hidden", "true");

    const foot = make("div", "tadwin-map-foot");
    const status = make("p", "tadwin-map-status");
    status.setAttribute("role", "status");
    foot.append(status);
    if (placed.length) {
      const key = make("p", "tadwin-map-key");
      if (placed.some(sharp)) key.append(symbol([["tadwin-map-high", 9.5], ["tadwin-map-disc", 7], ["tadwin-map-low", 4]], words.key));
      if (placed.some((one) => one.precision !== "exact")) key.append(symbol([["tadwin-map-wide", 10]], words.wide));
      foot.append(key);
    }
    if (leftOut) foot.append(make("p", "tadwin-map-left", words.leftOut(leftOut)));
    const most = together(placed);
    if (most.length < placed.length) foot.append(make("p", "tadwin-map-left", words.beyond(placed.length - most.length)));
    foot.append(make("p", "tadwin-map-credit", words.credit));
    element.after(foot);

    const fit = () => map.fitBounds(boundsOf(most, basemap), { padding: [24, 24], maxZoom: 9, animate: false });
    fit();
    const ground = drawGround(map, basemap, element);
    ground.start();
    let shown = placed;
    const names = drawNames(map, basemap, () => shown);
    names();
    const layer = L.layerGroup().addTo(map);
    const renderer = L.svg({ pane: "marks", padding: 0.3 });
    const draw = () => drawMarks(map, layer, renderer, shown, largest(placed), words, options.onSelect);
    let marks = draw();
    const show = (places) => {
      map.closePopup();
      layer.clearLayers();
      shown = places.filter((one) => known(one.lat) && known(one.lon) && Math.abs(one.lat) <= 85);
      marks = draw();
      names();
    };
    const pick = picker(map, element, words, status);
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", ground.colour);
    const select = (id) => {
      const one = marks.byId.get(id);
      if (!one) return false;
      if (!map.getBounds().contains([one.place.lat, one.place.lon])) map.panTo([one.place.lat, one.place.lon], { animate: false });
      marks.open(id);
      return true;
    };
    // A zoom that is being animated ends by a clock of Leaflet's, which needs what `map.remove()` takes away.
    let zooming = false;
    map.on("zoomanim", () => { zooming = true; });
    map.on("zoomend", () => { zooming = false; });
    const remove = () => {
      pick.stop();
      scheme.removeEventListener("change", ground.colour);
      foot.remove();
      // Leaflet tells of the end of a zoom, then of the move: only then is it done with its panes.
      if (zooming) map.once("zoomend", () => map.once("moveend", () => map.remove()));
      else map.remove();
    };
    return { map, show, select, fit, recolour: ground.colour, pick: pick.start, stopPicking: () => pick.stop(), remove, leftOut };
  }

  window.tadwinMap = tadwinMap;
})();
