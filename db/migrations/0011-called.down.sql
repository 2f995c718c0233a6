drop table called_crossings;
