// Reads eSCL's XML: the root by its name, values below it by theirs, whatever prefixes, order and nesting a maker chose.

import { XMLParser } from 'fast-xml-parser';

/** Longer answers are not read: real ones have a few kilobytes. */
const LONGEST_XML = 256 * 1024;
const DEEPEST = 40;

/** An element, by its children's names without prefixes. */
export type XmlNode = Readonly<Record<string, unknown>>;

/** The root element of that name; null if the text is no such document, declares entities, or nests without end. Never throws. */
export function parseRoot(xml: string, name: string): XmlNode | null {
  if (xml.length > LONGEST_XML || /<!(?:DOCTYPE|ENTITY)/i.test(xml)) return null;
  try {
    const parser = new XMLParser({ ignoreAttributes: true, removeNSPrefix: true, parseTagValue: false, processEntities: false, maxNestedTags: DEEPEST });
    return asNode(asNode(parser.parse(xml))?.[name]);
  } catch {
    return null;
  }
}

/** Every element of that name below `node`, in the order of the document. */
export function nodesOf(node: XmlNode, name: string): unknown[] {
  return Object.entries(node).flatMap(([key, value]) => {
    const all: readonly unknown[] = Array.isArray(value) ? value : [value];
    return all.flatMap((one) => {
      const below = asNode(one);
      return [...(key === name ? [one] : []), ...(below === null ? [] : nodesOf(below, name))];
    });
  });
}

/** The texts of every element of that name below `node`. */
export function valuesOf(node: XmlNode, name: string): string[] {
  return nodesOf(node, name).filter((value) => typeof value === 'string' && value !== '').map(String);
}

/** The value as an element with children; null if it is a text, a list or nothing. */
export function asNode(value: unknown): XmlNode | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}
