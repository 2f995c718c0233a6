drop table journal_cursors, rejected_lines, reads, timing_sessions;
