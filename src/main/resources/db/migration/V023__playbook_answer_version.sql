-- Two coordinators may edit one answer: the second is told.
alter table objection_answer add version integer not null default 0;
