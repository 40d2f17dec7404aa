// Line pictures, drawn on a 24 by 24 grid. They always stand beside words: none of them says anything alone.

const PATHS = {
  call: "M4 10v4h3l5 4V6L7 10H4zM16 9a4 4 0 0 1 0 6M18.500 6.500a7.500 7.500 0 0 1 0 11",
  recall: "M4 5v5h5M4.600 10A8 8 0 1 1 4 14",
  serve: "M8 5.500v13l10.500-6.500z",
  complete: "M4.500 12.500l5 5 10-11",
  absent: "M9.500 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM3 20a6.500 6.500 0 0 1 10-5.500M16 15l5 5M21 15l-5 5",
  hold: "M8.500 5v14M15.500 5v14",
  transfer: "M4 8h15M15 4l4 4-4 4M20 16H5M9 12l-4 4 4 4",
  cancel: "M6 6l12 12M18 6L6 18",
  ticket: "M4 7h16v3.500a1.500 1.500 0 0 0 0 3V17H4v-3.500a1.500 1.500 0 0 0 0-3zM14 7v10",
  declaration: "M6 3.500h9l3.500 3.500V20.500H6zM15 3.500V7h3.500M9 11.500h6.500M9 15h6.500",
  print: "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
  star: "M12 3.500l2.600 5.400 5.900.8-4.300 4.100 1 5.900-5.200-2.800-5.200 2.800 1-5.900L3.500 9.700l5.900-.8z",
  clock: "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM12 7.500V12l3 2.500",
  near: "M12 4L2.800 19.500h18.400zM12 10v4.500M12 17v.2",
  over: "M8.200 3.500h7.600l4.700 4.700v7.600l-4.700 4.700H8.200l-4.700-4.700V8.200zM12 7.500v5.500M12 16v.2",
  counter: "M3.500 11h17M5 11v8.500h14V11M8.500 7.500a3.500 3.500 0 0 1 7 0V11h-7z",
  person: "M12 11a3.800 3.800 0 1 0 0-7.600 3.800 3.800 0 0 0 0 7.600zM4.500 20.500a7.500 7.500 0 0 1 15 0",
  out: "M14 4H5v16h9M10 12h10.500M17 8.500l3.500 3.500-3.500 3.500",
  help: "M9 9a3 3 0 1 1 4.500 2.600c-1 .6-1.500 1.200-1.500 2.400M12 17.500v.2",
  search: "M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13zM15.500 15.500L20.500 20.500",
  line: "M5 5l14 14M9 6.500a9 9 0 0 1 11 3M4 9.500a12 12 0 0 1 2.500-1.800M7.500 13.500a6.500 6.500 0 0 1 5-2M12 18v.2",
  plus: "M12 5v14M5 12h14",
  chart: "M4 20h16M7 20v-7M12 20V5M17 20v-10",
  calendar: "M4.500 6h15v14h-15zM4.500 10h15M8 3.500V8M16 3.500V8",
  letter: "M3.500 5.500h17v10h-9l-5 4v-4h-3zM7.500 9h9M7.500 12h5",
  key: "M8.500 11.500a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM11.300 12.700L20 4M16 8l3 3M13.500 10.500l2 2",
  erase: "M8 20h12.500M4.500 14.500l9-9 6 6-8.500 8.500H9z",
  device: "M4 5h16v11H4zM9 20h6M12 16v4",
};

const SVG = "http://www.w3.org/2000/svg";

/** A picture hidden from screen readers; the words beside it carry the meaning. */
export function icon(name) {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("class", "icon");
  picture.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  picture.append(path);
  return picture;
}
