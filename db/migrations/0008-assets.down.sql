alter table template_versions drop column assets;
alter table templates drop column assets;
drop table asset_files;
drop table assets;
