"""How a station comes by a certificate: from its own small authority, or from an authority outside.

An outside authority's name says more to a stranger than our own root does; its certificates are short-lived, though, and
when one has run out, tools call what was signed under it invalid.
"""

from pathlib import Path

from station.credentials.authority import issue_leaf, open_or_make
from station.credentials.certificates import CHAIN, Chain, read_chain, read_key_of, store
from station.credentials.errors import FolderTaken
from station.credentials.profile import algorithm_of, check_chain
from station.credentials.sign import try_out


def issue(folder: Path, root_folder: Path, name: str, station: str) -> Chain:
    """Issue the station's certificate into `folder`, under the root in `root_folder`, which is made when there is none.

    `name` is the organisation that tools will show (64 characters at most), `station` the log's origin. Raise `FolderTaken`,
    `CertificateRefused` or `PrivateKeyRefused`.
    """
    if root_folder.resolve().is_relative_to(folder.resolve()):
        raise FolderTaken(root_folder, "the root must lie apart from the station's certificate. Name another folder")
    if (folder / CHAIN).exists():
        raise FolderTaken(folder / CHAIN, "a certificate is never overwritten. Name another folder in the settings")
    root = open_or_make(root_folder, name)
    leaf, key = issue_leaf(root, name, station)
    certificates = (leaf, root.certificate)
    check_chain(root_folder, certificates)
    chain = Chain(certificates, algorithm_of(root_folder, leaf))
    try_out(root_folder, chain, key)
    store(folder, chain, key)
    return chain


def adopt(folder: Path, chain_file: Path, key_file: Path) -> Chain:
    """Take over an outside authority's certificate chain and its key; raise `CertificateRefused` or `PrivateKeyRefused`."""
    chain = read_chain(chain_file)
    key = read_key_of(key_file, chain)
    try_out(chain_file, chain, key)
    store(folder, chain, key)
    return chain
