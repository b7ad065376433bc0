/** A customer of one of the demo's tenants, with the account that refunds go back to. */
export type DemoCustomer = { tenant: string; name: string; currency: string; iban: string };

type Country = 'DE' | 'NL' | 'GB' | 'CH';

const currencies: Record<Country, string> = { DE: 'EUR', NL: 'EUR', GB: 'GBP', CH: 'CHF' };

// Bank codes that no bank has: well formed, and nobody's account.
const banks: Record<Country, { code: string; accountDigits: number }> = {
  DE: { code: '00000000', accountDigits: 10 },
  NL: { code: 'TEST', accountDigits: 10 },
  GB: { code: 'TEST000000', accountDigits: 8 },
  CH: { code: '00000', accountDigits: 12 },
};

const book: readonly [tenant: string, country: Country, customers: readonly string[]][] = [
  ['acme', 'DE', ['Acme GmbH', 'Acme Logistik GmbH', 'Acme Werke AG']],
  ['brannhof', 'DE', ['Brannhofer Mühle KG', 'Brannhof Feinkost GmbH']],
  ['calvera', 'NL', ['Calvera B.V.', 'Calvera Haven B.V.']],
  ['dovetail', 'GB', ['Dovetail Joinery Ltd', 'Dovetail Interiors Ltd']],
  ['eastmere', 'GB', ['Eastmere Boats Ltd', 'Eastmere Charter Ltd']],
  ['fjordline', 'NL', ['Fjordlijn Vracht B.V.', 'Fjordlijn Koel B.V.']],
  ['granito', 'CH', ['Granito Bau AG', 'Granito Naturstein AG']],
  ['hollis', 'GB', ['Hollis & Daughters Ltd', 'Hollis Print Ltd']],
  ['ilmtal', 'DE', ['Ilmtal Papier GmbH', 'Ilmtal Druck GmbH']],
  ['juniper', 'CH', ['Juniper Apotheke AG', 'Juniper Labor AG']],
  ['kestrel', 'GB', ['Kestrel Optics Ltd', 'Kestrel Survey Ltd']],
  ['lindenhof', 'DE', ['Lindenhof Hotels GmbH', 'Lindenhof Catering GmbH']],
];

/** Everybody the demo invoices, in a fixed order. */
export const demoCustomers: readonly DemoCustomer[] = book.flatMap(
  ([tenant, country, customers], tenantIndex) =>
    customers.map((name, index) => ({
      tenant,
      name,
      currency: currencies[country],
      iban: ibanOf(country, (tenantIndex + 1) * 1000 + index * 37),
    })),
);

/** An IBAN with its proper check digits (ISO 13616). */
function ibanOf(country: Country, account: number): string {
  const { code, accountDigits } = banks[country];
  const body = code + String(account).padStart(accountDigits, '0');
  const digits = [...`${body}${country}00`].map((sign) => parseInt(sign, 36)).join('');
  const check = 98n - (BigInt(digits) % 97n);
  return `${country}${String(check).padStart(2, '0')}${body}`;
}
