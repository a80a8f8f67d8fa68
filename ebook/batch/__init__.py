"""A whole archive: many issues, unattended, onto a shelf.

1. find     roots (folders, globs, URLs) -> `SourceFile`s       `ebook.batch.sources`
2. plan     sources and the manifest -> what to make, and why    `ebook.batch.plan`
3. make     `Job` -> `Outcome`, in worker processes              `ebook.batch.job`, run by `pool` or `cluster`
4. publish  staged files -> their places, then the manifest      `ebook.batch.publish`

`ebook.batch.run` hands the jobs out and publishes what comes back; `ebook.batch.archive` goes the whole way.

A worker writes only below the shelf's staging folder, each file whole or not at all. The process
that drives the run alone puts files in their places and alone writes the manifest: first that the
names are the source's, then the files, then that they are made. So whenever it ends, however it
ends, every file on the shelf is whole, and the manifest never says more than is true.
"""
