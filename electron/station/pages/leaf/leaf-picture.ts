// The picture of one page as it goes into the document: straightened, grey where there is no colour, and small enough for the budget as long as that costs no more than sharpness of JPEG.

import { type Canvas, createCanvas, type Image, loadImage } from '@napi-rs/canvas';
import { inkOf } from '../ink.ts';
import { shadeOf } from '../shade.ts';
import { skewOf } from '../skew.ts';
import { dpiOf, factsOf, type PictureFacts } from './picture-facts.ts';

export interface LeafPicture {
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly dpi: number;
  /** It could not be made small enough without going below what the rules on scanned papers ask for. */
  readonly isOverBudget: boolean;
}

/** What the reader of text is given: one byte for each dot, 0 black. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly dots: Uint8Array;
}

/** Less is not worth drawing anew; text is read as well. */
const STRAIGHT_DEGREES = 0.5;
/** Scanned papers have at least so many dots to the inch (decree 30/2020). */
const LEAST_DPI = 200;
/** JPEG qualities that are tried; below the last, letters fray. */
const FINE = [80, 65, 50] as const;
const COARSE = [80, 65, 50, 40, 30] as const;
/** A dot has colour if its colours part by so much, and a page if more than one dot in so many has. */
const COLOUR = 40;
const COLOURED_ONE_IN = 5_000;

/** Throws if the bytes are no picture. The grey one is of the same width and height as the leaf. */
export async function leafPicture(bytes: Uint8Array, budgetBytes: number): Promise<{ readonly leaf: LeafPicture; readonly grey: GreyPicture }> {
  const picture = await loadImage(bytes);
  const facts = factsOf(bytes);
  const dpi = dpiOf(facts, picture.width, picture.height);
  const degrees = skewOf(inkOf(await shadeOf(bytes))) ?? 0;
  const isCrooked = Math.abs(degrees) >= STRAIGHT_DEGREES;
  const canvas = drawn(picture, isCrooked ? degrees : 0, 1);
  const leaf = isSmallAlready(facts, bytes, isCrooked, budgetBytes) ? { jpeg: bytes, width: picture.width, height: picture.height, dpi, isOverBudget: false } : await squeezed(canvas, dpi, budgetBytes);
  return { leaf, grey: greyOf(leaf.width === canvas.width ? canvas : scaled(canvas, leaf.width / canvas.width)) };
}

/** A picture that is small and straight stays as the scanner made it: every JPEG of a JPEG loses. */
function isSmallAlready({ isPlainJpeg }: PictureFacts, bytes: Uint8Array, isCrooked: boolean, budgetBytes: number): boolean {
  return isPlainJpeg && !isCrooked && bytes.length <= budgetBytes;
}

async function squeezed(canvas: Canvas, dpi: number, budgetBytes: number): Promise<LeafPicture> {
  if (!hasColour(canvas)) drainColour(canvas);
  const isFine = dpi > LEAST_DPI;
  for (const quality of isFine ? FINE : COARSE) {
    const jpeg = await canvas.encode('jpeg', quality);
    if (jpeg.length <= budgetBytes || (!isFine && quality === COARSE.at(-1))) return { jpeg, width: canvas.width, height: canvas.height, dpi, isOverBudget: jpeg.length > budgetBytes };
  }
  return await squeezed(scaled(canvas, LEAST_DPI / dpi), LEAST_DPI, budgetBytes);
}

/** On white, turned back by `degrees` around its middle. */
function drawn(picture: Image, degrees: number, scale: number): Canvas {
  const canvas = createCanvas(Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)));
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = 'high';
  pen.translate(canvas.width / 2, canvas.height / 2);
  pen.rotate((-degrees * Math.PI) / 180);
  pen.drawImage(picture, -canvas.width / 2, -canvas.height / 2, canvas.width, canvas.height);
  return canvas;
}

function scaled(from: Canvas, scale: number): Canvas {
  const canvas = createCanvas(Math.max(1, Math.round(from.width * scale)), Math.max(1, Math.round(from.height * scale)));
  const pen = canvas.getContext('2d');
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(from, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function dotsOf(canvas: Canvas): Uint8ClampedArray {
  return canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
}

function hasColour(canvas: Canvas): boolean {
  // Small, so that the noise of a scanner, which has every colour, is smoothed away.
  const small = scaled(canvas, Math.min(1, 600 / Math.max(canvas.width, canvas.height)));
  const data = dotsOf(small);
  let coloured = 0;
  for (let at = 0; at < data.length; at += 4) {
    const [red, green, blue] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > COLOUR) coloured += 1;
  }
  return coloured * COLOURED_ONE_IN > small.width * small.height;
}

function drainColour(canvas: Canvas): void {
  const pen = canvas.getContext('2d');
  const image = pen.getImageData(0, 0, canvas.width, canvas.height);
  const { data } = image;
  for (let at = 0; at < data.length; at += 4) {
    const light = lightOf(data, at);
    data[at] = light;
    data[at + 1] = light;
    data[at + 2] = light;
  }
  pen.putImageData(image, 0, 0);
}

function greyOf(canvas: Canvas): GreyPicture {
  const data = dotsOf(canvas);
  const dots = new Uint8Array(canvas.width * canvas.height);
  for (let dot = 0; dot < dots.length; dot += 1) dots[dot] = lightOf(data, dot * 4);
  return { width: canvas.width, height: canvas.height, dots };
}

/** Of a dot, as the eye weighs its colours (ITU-R BT.601). */
function lightOf(data: Uint8ClampedArray, at: number): number {
  return ((data[at] ?? 0) * 77 + (data[at + 1] ?? 0) * 150 + (data[at + 2] ?? 0) * 29) >> 8;
}
