"""The ZIP package of a workbook, opened so that it cannot harm.

Sizes are judged from the directory before anything is unpacked and counted again while
unpacking; XML with a document type (entities) is refused: ECMA-376 part 2 forbids it.
"""

import posixpath
import struct
import zipfile
import zlib

from lxml import etree

from .errors import UnreadableFile

HARMLESS = 10_000_000  # unpacked bytes under which any ratio is fine
MAX_DIRECTORY = 4_000_000
LONGEST_ELEMENT = 16_000_000  # a row or a text in XML; Excel's own maximum is far less
BLOCK = 65_536
END = b"PK\x05\x06"
END_64 = b"PK\x06\x06"
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
)


class Package:
    """The parts of an open workbook by their lower-case path; close it after use."""

    def __init__(self, source, limits):
        self._limits = limits
        _check_directory(source)
        try:
            self._zip = zipfile.ZipFile(source.open())
        except (*DAMAGE, ValueError) as error:
            raise UnreadableFile("damaged_workbook", part="zip") from error
        infos = self._zip.infolist()
        self._parts = {_normalise(info.filename): info for info in infos}
        self._check_sizes()

    def __contains__(self, name):
        return _normalise(name) in self._parts

    def close(self):
        """Close the archive."""
        self._zip.close()

    def names(self):
        """Paths of all parts, lower-case, with slashes."""
        return self._parts.keys()

    def _check_sizes(self):
        limits, total = self._limits, 0
        for name, info in self._parts.items():
            total += info.file_size
            ratio = info.file_size / max(info.compress_size, 1)
            is_bomb = ratio > limits.max_ratio and info.file_size > HARMLESS
            if is_bomb or total > limits.max_unzipped:
                raise UnreadableFile("zip_bomb", part=name)

    def blocks(self, name):
        """The bytes of a part, in blocks, counted against the limits."""
        info = self._parts.get(_normalise(name))
        if info is None:
            raise UnreadableFile("damaged_workbook", part=name)
        if info.flag_bits & 1:
            raise UnreadableFile("encrypted_workbook")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnreadableFile("damaged_workbook", part=name)
        size = 0
        try:
            with self._zip.open(info) as stream:
                while block := stream.read(BLOCK):
                    size += len(block)
                    if size > min(info.file_size, self._limits.max_unzipped):
                        raise UnreadableFile("zip_bomb", part=name)
                    yield block
        except DAMAGE as error:
            raise UnreadableFile("damaged_workbook", part=name) from error

    def elements(self, name, *tags):
        """The elements with these local names, complete, freed after each turn."""
        parser = etree.XMLPullParser(
            events=("end",),
            tag=[f"{{*}}{tag}" for tag in tags],
            resolve_entities=False,
            remove_comments=True,
            remove_pis=True,
            no_network=True,
        )
        try:
            yield from _stream(parser, self.blocks(name), name)
        except etree.XMLSyntaxError as error:
            raise UnreadableFile("damaged_workbook", part=name) from error

    def relations(self, name):
        """Targets of the relationships of a part: ``{id: (type, path)}``."""
        folder, base = posixpath.split(name)
        path = posixpath.join(folder, "_rels", f"{base}.rels")
        if path not in self:
            return {}
        return {
            element.get("Id"): (
                element.get("Type", "").rsplit("/", 1)[-1],
                _clean_path(posixpath.join("/", folder, element.get("Target", ""))),
            )
            for element in self.elements(path, "Relationship")
        }


def local_name(element):
    """The tag without its namespace; comments and the like have none."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _stream(parser, blocks, name):
    pending, count = 0, 0
    for block in blocks:
        parser.feed(block)
        pending += len(block)
        for _event, element in parser.read_events():
            if not count:
                _check_document_type(element, name)
            yield element
            _free(element)
            pending, count = 0, count + 1
        if pending > LONGEST_ELEMENT:
            raise UnreadableFile("too_many_cells", row=count + 1)
    parser.close()


def _check_document_type(element, name):
    if element.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFile("damaged_workbook", part=name)


def _free(element):
    element.clear(keep_tail=False)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _clean_path(path):
    return posixpath.normpath(path.replace("\\", "/")).lstrip("/")


def _normalise(name):
    return _clean_path(name).lower()


def _check_directory(source):
    """Refuse a directory so long that listing it would fill the memory."""
    with source.open() as stream:
        stream.seek(max(0, source.size - 66_000))
        tail = stream.read()
    end = tail.rfind(END)
    if end < 0 or end + 22 > len(tail):
        raise UnreadableFile("damaged_workbook", part="zip")
    (size,) = struct.unpack_from("<L", tail, end + 12)
    wide = end - 76  # a record of 56 bytes and its locator of 20 stand before the end
    if wide >= 0 and tail.startswith(END_64, wide):
        (size,) = struct.unpack_from("<Q", tail, wide + 40)
    if size > MAX_DIRECTORY:
        raise UnreadableFile("zip_bomb", part="zip")
