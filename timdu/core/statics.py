"""Static files: which files of the packages are taken along, and how they are named."""

from collections.abc import Iterable, Iterator
from fnmatch import fnmatch

from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

# What the pages ask for, by the prefix a package has in STATICFILES_DIRS. The rest of a package
# (source maps, other scripts, other alphabets) stays where it is.
NEEDED = {
    "bootstrap": ("css/bootstrap.min.css",),
    "exifreader": ("exif-reader.js",),
    "htmx": ("htmx.min.js",),
    "idb": ("index.js",),
    "leaflet": ("leaflet.js", "leaflet.css", "images/*.png"),
    "font-jakarta": ("files/plus-jakarta-sans-latin-wght-normal.woff2",),
}


class NeededFiles(FileSystemFinder):
    """The files of STATICFILES_DIRS; of a package in NEEDED only those the pages ask for.

    A package with a prefix that is not in NEEDED is read by the server alone (the fonts of the
    documents, for one) and is not published at all.
    """

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, FileSystemStorage]]:
        for path, storage in super().list(ignore_patterns):
            prefix = getattr(storage, "prefix", "")
            if not prefix or any(fnmatch(path, needed) for needed in NEEDED.get(prefix, ())):
                yield path, storage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed names, also inside ES modules."""

    support_js_module_import_aggregation = True
    # A minified file names its source map, which is not published: the comment is left as it is
    # instead of stopping `collectstatic`.
    patterns = tuple(
        (
            files,
            tuple(rule for rule in rules if "sourceMappingURL" not in str(rule)),
        )
        for files, rules in CompressedManifestStaticFilesStorage.patterns
    )
