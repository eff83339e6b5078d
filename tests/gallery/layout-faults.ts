// Looks at the page as a strict reader would: words cut off, things too small to touch, the page wider than the screen.

export interface LayoutRules {
  /** Least side of what is touched, in CSS pixels; 0 for windows with a mouse. */
  readonly leastTouch: number;
  /** True where text was made so large that the page may be longer than the screen. */
  readonly mayScroll: boolean;
}

/** A phone held a metre away reads a QR code whose modules have at least so many pixels of a screen as a counter has. */
const LEAST_MODULE_PX = 6;
/** Whoever takes words home holds the phone in front of the screen, at a third of that. */
const LEAST_NEAR_MODULE_PX = 3;
/** Who stands in front of these can open nothing: what is cut off there is lost. */
const UNOPENED: ReadonlySet<string> = new Set(['kiosk', 'citizen-display', 'board']);
/** What may be cut off for whoever sits at a desk, and where its whole words stand. */
const WHOLE_ELSEWHERE = [
  // In the title of the dialog that the button opens.
  '.staff-badge-name > span',
  // On the heads of kiosk, board and display, which have it whole.
  '.admin-unit',
  // On the citizen's display, at its foot.
  '.counter-officer',
  // In the step itself, which opens at a touch.
  '.step-summary',
  // In the step that the button opens.
  '.receive-need',
  // In the dialog that the button opens.
  '.intake-for',
  // In the dossier that the row opens.
  '.dossier-name',
  '.dossier-procedure',
  // In the same line, as soon as it is gone to.
  ".paper:not([data-focused='true']) .paper-name",
].join(', ');
/** Less than this is the page's margin, and no content. */
const MOST_UNSAID_PX = 24;

/** Faults of what is shown now, each a sentence with the element's words. */
export function layoutFaults({ leastTouch, mayScroll }: LayoutRules): string[] {
  const faults: string[] = [];
  const name = (element: Element): string => `<${element.tagName.toLowerCase()} ${element.className.toString().slice(0, 40)}> «${(element.textContent ?? '').trim().replaceAll(/\s+/g, ' ').slice(0, 60)}»`;
  const { clientWidth, clientHeight, scrollWidth, scrollHeight } = document.documentElement;
  if (scrollWidth > clientWidth) faults.push(`the page is ${scrollWidth - clientWidth} px wider than the screen`);
  if (!mayScroll && scrollHeight > clientHeight) faults.push(`the page is ${scrollHeight - clientHeight} px higher than the screen`);
  // What has scrolled out of its frame is covered by what stands above the frame, and is not there to be touched.
  const isSeated = document.documentElement.dataset['reach'] === 'low';
  const isOpened = !UNOPENED.has(document.documentElement.dataset['role'] ?? '');
  for (const element of document.querySelectorAll<HTMLElement>('body *')) {
    if (!element.checkVisibility() || element.closest('.only-heard, svg') !== null) continue;
    const style = getComputedStyle(element);
    const hides = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';
    const isSaidElsewhere = isOpened && element.matches(WHOLE_ELSEWHERE);
    if (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1 && !(isSaidElsewhere && style.textOverflow === 'ellipsis')) faults.push(`cut off by ${element.scrollWidth - element.clientWidth} px across: ${name(element)}`);
    if (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1 && !(isSaidElsewhere && style.webkitLineClamp !== 'none')) faults.push(`cut off by ${element.scrollHeight - element.clientHeight} px below: ${name(element)}`);
    const box = element.getBoundingClientRect();
    const hasWords = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '');
    if (hasWords && (box.left < -1 || box.right > clientWidth + 1)) faults.push(`reaches over the side: ${name(element)}`);
    // Double letters leave no room for an empty third; whoever needs both pulls the page.
    if (isSeated && !mayScroll && element.matches('button, input, textarea') && box.bottom > 0 && box.top < clientHeight / 3) faults.push(`stands ${Math.round(clientHeight / 3 - box.top)} px above what a seated person reaches: ${name(element)}`);
    const button = element.closest('button');
    if (hasWords && button !== null) {
      const around = button.getBoundingClientRect();
      if (box.bottom > around.bottom + 1 || box.top < around.top - 1 || box.right > around.right + 1) faults.push(`reaches out of its button: ${name(element)}`);
    }
    if (leastTouch > 0 && element.matches('button, input, select, a[href]') && Math.min(box.width, box.height) < leastTouch) {
      const target = element.closest('label')?.getBoundingClientRect() ?? box;
      if (Math.min(target.width, target.height) < leastTouch) faults.push(`${Math.round(target.width)}×${Math.round(target.height)} px is too small for a finger: ${name(element)}`);
    }
  }
  // Where a page of the kiosk goes on below, it says so, and nowhere else.
  for (const body of document.querySelectorAll<HTMLElement>('.kiosk-body')) {
    const below = Math.round(body.scrollHeight - body.scrollTop - body.clientHeight);
    const isSaid = document.querySelector('.kiosk-middle > .kiosk-more-below') !== null;
    if (isSaid && below <= 0) faults.push('says that there is more below, and there is nothing');
    if (!isSaid && below > MOST_UNSAID_PX && getComputedStyle(body).overflowY === 'auto') faults.push(`${below} px of the page are below, and nothing says so`);
  }
  for (const dialog of document.querySelectorAll<HTMLDialogElement>('dialog[open]')) {
    const title = dialog.querySelector('.dialog-title')?.getBoundingClientRect();
    const isPressed = document.activeElement?.closest('.dialog-actions') !== null;
    if (title !== undefined && isPressed && dialog.contains(document.activeElement) && title.bottom <= dialog.getBoundingClientRect().top) faults.push(`opens ${Math.round(dialog.scrollTop)} px below its title: ${name(dialog)}`);
  }
  // What a citizen sees is in the middle, and neither behind the head nor behind the foot.
  for (const middle of document.querySelectorAll<HTMLElement>('.display-main > *')) {
    const [room, box] = [middle.parentElement?.getBoundingClientRect() ?? new DOMRect(), middle.getBoundingClientRect()];
    const over = Math.round(Math.max(room.top - box.top, box.bottom - room.bottom, room.left - box.left, box.right - room.right));
    if (over > 0) faults.push(`reaches ${over} px out of the middle of the display: ${name(middle)}`);
  }
  // Whoever types needs every key, also where a page goes on below.
  const isEnlarged = mayScroll || document.documentElement.dataset['text'] === 'large';
  const more = document.querySelector('.kiosk-middle > .kiosk-more-below')?.getBoundingClientRect();
  for (const key of isEnlarged || more === undefined ? [] : document.querySelectorAll('.key')) {
    const box = key.getBoundingClientRect();
    if (more !== undefined && box.right > more.left && box.bottom > more.top && box.left < more.right && box.top < more.bottom) faults.push(`lies under the mark that there is more below: ${name(key)}`);
  }
  for (const picture of document.querySelectorAll<SVGSVGElement>('svg.qr')) {
    const modulePx = picture.getBoundingClientRect().width / picture.viewBox.baseVal.width;
    const least = picture.dataset['level'] === 'L' ? LEAST_NEAR_MODULE_PX : LEAST_MODULE_PX;
    if (modulePx < least) faults.push(`a module of the QR code has ${modulePx.toFixed(1)} px, and a phone needs ${least} there`);
  }
  return faults;
}
