import classes from './DataTable.module.css';

/** Class names of the console's tables: `scroll` around, `table` on the table, `number` on cells of numbers. */
export const tableClasses = classes;
