"""Export a whole archive: many issues, unattended, to a shelf.

1. find     roots (folders, globs, URLs) -> `IssueSource`s               `ebook.archive.sources`
2. plan     sources and the manifest -> what to export, and why         `ebook.archive.plan`
3. make     `Job` -> `Outcome`, in worker processes                     `ebook.archive.work`, run by `pool` or `cluster`
4. publish  staged files -> their final names, then the manifest        `ebook.archive.publish`

`ebook.archive.run` hands out the jobs and publishes the outcomes; `ebook.archive.export` drives all four steps.

A worker writes only below the shelf's staging folder, each file whole or not at all. Only the
process that drives the run moves files to their final names and writes the manifest: first that the
names belong to the source, then the files, then that they are made. So however a run ends, every
file on the shelf is whole, and the manifest never claims more than is true.
"""
