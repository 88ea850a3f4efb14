"""The import of what translators and visitors send back, into the files of the project.

Everything is judged first. Then all of it is written, or what has no mistake, or nothing.

A PO file comes in by these steps; `cli.translate_import` takes the first and the last:

1. `translation.formats.po.read_po` reads it into a `Bundle`, of which each part has the `UnitRow`s
   of one entry. XLIFF, tables and sheets become bundles, too (`translation.formats`).
2. `bundle_import.BundleImport.import_bundles` judges the bundle part by part.
   `find_entry_fault` refuses a part whose entry does not exist.
3. `translation.job.build_job` makes the units of the entry at the revision of the part.
4. `version_changes.find_changes` sets the rows beside these units, by key and source. The rows that
   come in are the `VersionChanges`; `check_changes` yields what is wrong with them.
5. `localised_file.build_localised_file` makes a `LocalisedFile` of the changes. Its body is
   composed of units (`section_composer`). Its record, which is the provenance in a file, says what
   each text was made from, and who made it (`credits`, `machine_texts`, `meant_numbers`).
6. `site_preview.preview_site` reads the new files as a build would, and asks `entraide check` about
   them.
7. `cli.translate_import.write_imported_files` writes what is left.

Labels, the texts of `data/`, leave these steps after the second (`label_import`). Accepted
proposals join them there: `proposal_import` makes rows of them (`proposal_rows`). Rows for a source
version become a `SourceCorrection` instead (`source_corrections`).
"""
