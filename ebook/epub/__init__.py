"""Finished EPUBs read back, from anybody and with limits; the checks and the catalogue share this.

container   the ZIP file, its XML, and the path of its package
package     manifest, spine and metadata
documents   what each XML file contains: text, pictures, ids, links
contents    the table of contents
book        all of it: documents in reading order, resources, cover
"""
