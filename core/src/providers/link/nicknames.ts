/** Names that people shorten beyond their beginning; small on purpose, because every pair here can join two people. */
const SHORT_FOR: Readonly<Record<string, readonly string[]>> = {
  robert: ['bob', 'bobby', 'rob'],
  william: ['bill', 'billy', 'will', 'liam'],
  richard: ['dick', 'rick', 'rich'],
  james: ['jim', 'jimmy', 'jamie'],
  john: ['jack', 'johnny'],
  margaret: ['peggy', 'maggie', 'meg'],
  elizabeth: ['liz', 'beth', 'betty', 'lisa', 'eliza'],
  katherine: ['kate', 'kathy', 'katie', 'kat'],
  catherine: ['kate', 'cathy', 'katie', 'cat'],
  edward: ['ted', 'ed', 'eddie'],
  henry: ['harry', 'hank'],
  charles: ['chuck', 'charlie'],
  michael: ['mike', 'mick'],
  anthony: ['tony'],
  joseph: ['joe', 'joey'],
  thomas: ['tom', 'tommy'],
  patricia: ['pat', 'patty', 'trish'],
  francisco: ['paco', 'fran'],
  jose: ['pepe'],
  alexander: ['sasha', 'xander', 'sandy'],
  johannes: ['hans'],
};

const PAIRS = new Set(
  Object.entries(SHORT_FOR).flatMap(([long, shorts]) => shorts.map((short) => `${short} ${long}`)),
);

/** Whether one is a usual short form of the other. Both as `searchWords` writes them. */
export function isNickname(a: string, b: string): boolean {
  return PAIRS.has(`${a} ${b}`) || PAIRS.has(`${b} ${a}`);
}
