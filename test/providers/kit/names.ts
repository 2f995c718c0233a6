/** People who do not exist. */
export const FIRST_NAMES = {
  F: 'Ada Beatrix Chloé Dolores Elif Franziska Grethe Hanneke Inés Jocasta Kalliope Łucja Maëlle Noémie Oona Paloma Quilla Renée Sølvi Tamsin Ulrike Venla Wilhelmina Xenia Ysolde Zuzanna'.split(
    ' ',
  ),
  M: 'Alasdair Björn Casimir Dov Émile François Gaspard Håkon Ignacio Jürgen Kenji Lorcan Mathías Niall Øystein Piotr Quentin Rasmus Søren Tadhg Ulf Václav Wolfram Xavi Yannick Zoltán'.split(
    ' ',
  ),
} as const;

export const LAST_NAMES =
  'Abernathy Bjørndal Calloway D’Angelo Eikenberry Fitzgerald Groß Hernández Iturralde Jankowski Kovačević Lindqvist McAllister Núñez O’Callaghan Pettersson Quillfeather Rousseau Šimůnek Tidewell Underhill Van-der-Meer Wójcik Xylander Yıldırım Żeromski Ashgrove Birkenfeld Crowhurst Dunmore Elphinstone Farnborough Glastonby Hollowell Ingersby Jessamine Kettlewell Larkspur Merriweather Nightingale'.split(
    ' ',
  );

export const PLACES = [
  ['Fern Hollow', 'CO', 'US'],
  ['Saltmarsh', 'MA', 'US'],
  ['Copper Bend', 'NM', 'US'],
  ['Tillerton', 'ON', 'CA'],
  ['Wyvern Bay', 'NS', 'CA'],
  ['Granite Falls', 'VT', 'US'],
] as const;
