// The tariff of a procedure out of the catalogue's words: what can be read for certain is a price, everything else is entered by the officer who reads the words. Nothing is guessed.

import type { Exemption, FeeKind, FeeOrder, FeePrice, FeeTariff } from './fee.ts';
import { ADOPTION_EXEMPTIONS, CERTIFIED_COPIES, CERTIFIED_SIGNATURE, CIVIL_STATUS_EXEMPTIONS, CIVIL_STATUS_EXTRACT, IN_TIME_EXEMPTION, OTHER_EXEMPTION } from './usual-fees.ts';

/** What the catalogue says of a procedure. */
export interface PricedProcedure {
  readonly code: string;
  readonly name: string;
  readonly sector: string;
  readonly feeText: string;
}

/** The lines that an officer may choose from, always one of the procedure's own among them. `isExpected`: somebody has to decide about the fee before the dossier is received; else the step may be passed over. */
export interface SuggestedFees {
  readonly tariff: readonly FeeTariff[];
  readonly isExpected: boolean;
  /** The procedure's own line as it stands before anybody has touched it; empty where it costs nothing, or where the catalogue says no amount. */
  readonly orders: readonly FeeOrder[];
}

const FREE = /^miễn (?:lệ )?phí(?:$|[.;]|, (?!trừ))/iu;
const SAYS_NOTHING = /không ghi phí|^$/u;
const AMOUNT = /\d[\d.]*(?= ?(?:đồng|đ(?!\p{L})|vnđ))/giu;
/** Says that something else decides as well: then one amount is the highest and not the price, and only where the text begins with it. */
const ELSEWHERE = /theo quy định/iu;
/** Words by which there are amounts that the text does not name: somebody else's, by steps or shares, in other money, for some time only, or behind where the text was cut. */
const OTHERS = /hội đồng nhân dân|(?:^|[^\p{L}])từ \d|trở lên|đến hết|\d ?(?:triệu|tỷ|ngh?ìn|ngàn)|usd|%|…/iu;
/** Who pays nothing changes no price: from such a sentence on, nothing is looked at. */
const EXEMPT_PEOPLE = /(?<=\p{L}|\d)\.\s*Miễn (?:lệ )?phí .*$/su;
const PAGES = /(\d[\d.]*) đồng\/trang; từ trang thứ (\d+) trở lên thu (\d[\d.]*) đồng\/trang, tối đa thu không quá (\d[\d.]*) đồng\/bản/u;

/** Reads `feeText` as build/catalogue writes it: the portal's own words, with the amount and its conditions. */
export function suggestedFees(procedure: PricedProcedure): SuggestedFees {
  const text = procedure.feeText.trim();
  if (FREE.test(text)) return { tariff: [lateFee(procedure), ...USUAL], isExpected: false, orders: [] };
  const isSilent = SAYS_NOTHING.test(text);
  const price = isSilent ? ENTERED : priceIn(text);
  const own: FeeTariff = { feeId: `thu-tuc-${procedure.code}`, name: nameOf(kindOf(procedure), procedure.name), kind: kindOf(procedure), unit: unitIn(text, price), price, exemptions: exemptionsIn(text) };
  const isUsual = (fee: FeeTariff): boolean => fee.price.kind === price.kind && JSON.stringify(fee.price) === JSON.stringify(price);
  return { tariff: [own, ...USUAL.filter((fee) => !isUsual(fee))], isExpected: !isSilent, orders: isSilent ? [] : [firstOrder(own)] };
}

/**
 * What is free by its page may still cost somebody: whoever registers late pays what the council sets (facts of births and deaths), which the page leaves out. Nobody is asked for it; an officer adds the line and types the amount.
 * Charges of civil status are lệ phí, and exempt whom they exempt elsewhere (own knowledge).
 */
function lateFee({ code, name, sector }: PricedProcedure): FeeTariff {
  const isCivil = sector === 'Hộ tịch';
  const kind = isCivil ? 'le-phi' : 'phi';
  return { feeId: `thu-tuc-${code}`, name: nameOf(kind, name), kind, unit: 'hồ sơ', price: ENTERED, exemptions: [...(isCivil ? CIVIL_STATUS_EXEMPTIONS : []), OTHER_EXEMPTION] };
}

/** A line as it is before somebody has said more of it. */
export function firstOrder({ feeId, price }: FeeTariff): FeeOrder {
  return price.kind === 'pages' ? { feeId, quantity: 1, pages: 1 } : { feeId, quantity: 1 };
}

const ENTERED: FeePrice = { kind: 'entered', most: null };
/** What a citizen may ask for beside any procedure. */
const USUAL: readonly FeeTariff[] = [CIVIL_STATUS_EXTRACT, CERTIFIED_COPIES, CERTIFIED_SIGNATURE].map((fee) => ({ ...fee, exemptions: [...CIVIL_STATUS_EXEMPTIONS.filter(() => fee === CIVIL_STATUS_EXTRACT), OTHER_EXEMPTION] }));

function priceIn(whole: string): FeePrice {
  const text = whole.replace(EXEMPT_PEOPLE, '');
  const pages = PAGES.exec(text);
  if (pages !== null) {
    const [first = 0, from = 0, further = 0, capPerCopy = 0] = pages.slice(1).map(numberOf);
    return { kind: 'pages', first, firstPages: from - 1, further, capPerCopy };
  }
  const amounts = [...new Set((text.match(AMOUNT) ?? []).map(numberOf))];
  const [amount] = amounts;
  // Amounts below a thousand have lost their thousands on the portal ("20 đồng (20.000 vnđ/tờ khai)").
  if (amount === undefined || OTHERS.test(text) || amounts.every((each) => each < 1000)) return ENTERED;
  if (amounts.length === 1 && !ELSEWHERE.test(text)) return { kind: 'each', amount };
  if (ELSEWHERE.test(text) && !/^\d/u.test(text)) return ENTERED;
  // Too high a limit hinders nobody.
  return { kind: 'entered', most: Math.max(...amounts.map((each) => (each < 1000 ? each * 1000 : each))) };
}

function numberOf(text: string): number {
  return Number(text.replaceAll('.', ''));
}

function unitIn(text: string, price: FeePrice): string {
  if (price.kind === 'pages') return 'bản';
  const unit = price.kind === 'each' ? /(?:đồng|đ)\/([^(;.,]{1,40})/u.exec(text)?.[1]?.trim() : undefined;
  return unit === undefined ? 'hồ sơ' : unit.slice(0, 1).toLowerCase() + unit.slice(1);
}

function kindOf({ sector, feeText }: PricedProcedure): FeeKind {
  return sector !== 'Chứng thực' && /lệ phí/iu.test(feeText) ? 'le-phi' : 'phi';
}

function nameOf(kind: FeeKind, name: string): string {
  // A name in capitals, or one that begins with an abbreviation, keeps its beginning.
  const isWord = /^\p{Lu}\p{Ll}/u.test(name);
  return `${kind === 'le-phi' ? 'Lệ phí' : 'Phí'} ${isWord ? name.slice(0, 1).toLowerCase() + name.slice(1) : name}`.slice(0, 200);
}

function exemptionsIn(text: string): readonly Exemption[] {
  const isCivil = /có công/iu.test(text) && /hộ nghèo/iu.test(text) && /khuyết tật/iu.test(text);
  const isAdoption = /miễn lệ phí đăng ký nuôi con nuôi/iu.test(text) && /cha dượng/iu.test(text);
  return [...(isCivil ? CIVIL_STATUS_EXEMPTIONS : []), ...(isAdoption ? ADOPTION_EXEMPTIONS : []), ...(/miễn lệ phí đối với trường hợp đăng ký khai tử đúng hạn/iu.test(text) ? [IN_TIME_EXEMPTION] : []), OTHER_EXEMPTION];
}
