import io

from crm_clientfile.formats.source import CHUNK, Source


def test_path_bytes_and_file_read_alike(tmp_path):
    path = tmp_path / "clients.csv"
    path.write_bytes(b"Nom;Ville")
    for data in (path, str(path), b"Nom;Ville", io.BytesIO(b"Nom;Ville")):
        source = Source(data)
        assert (source.size, source.head(3)) == (9, b"Nom")


def test_position_of_the_given_file_does_not_matter():
    file = io.BytesIO(b"Nom;Ville")
    file.seek(5)
    with Source(file).open() as stream:
        assert stream.read() == b"Nom;Ville"
        stream.seek(-5, io.SEEK_END)
        assert stream.read() == b"Ville"
    assert not file.closed


def test_bytes_are_found_across_chunks():
    source = Source(b"x" * (CHUNK - 3) + b"needle")
    assert source.contains(b"needle")
    assert not source.contains(b"haystack")
