import classes from './Cards.module.css';

/** Class names of card lists, which stand in for tables on phones. `cover` makes a link fill its card or row. */
export const cardClasses = classes;
