"""Sites as data: one YAML file a site beside this module, checked when loaded."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

FOLDER = Path(__file__).parent
FAMILIES = ("eportal", "gkml", "dated", "plain")


class SiteError(ValueError):
    """A site's file, or a site's name, is wrong; the message says what was expected."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _check_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"expected an http or https URL, found {url!r}")
    return url


class Start(_Strict):
    """A page to begin with: a home page or disclosure root to find columns on, a column (`column` is its
    name), or a single document.
    """

    url: str
    family: Literal["eportal", "gkml", "dated", "plain"] = "eportal"
    column: str | None = None
    document: bool = False

    _url = field_validator("url")(_check_url)


class Limits(_Strict):
    """Bounds of one run: seconds between requests to a host, list pages a column, requests in all."""

    delay: Annotated[float, Field(ge=0)] = 3.0
    list_pages: Annotated[int, Field(gt=0)] = 200
    requests: Annotated[int, Field(gt=0)] = 5000


class Site(_Strict):
    """One office's site: who it is, where it is, and what its columns are called.

    `columns` come on top of the names common to all (columns.yaml).  `floor` is the number of
    documents below which a complete crawl is distrusted.  `verified` is the day on which the file
    was last seen to fit the live site, or `never`.
    """

    id: str
    name: str
    code: str | None = None
    hosts: Annotated[tuple[str, ...], Field(min_length=1)]
    paths: tuple[str, ...] = ("/",)
    starts: Annotated[tuple[Start, ...], Field(min_length=1)]
    columns: tuple[str, ...] = ()
    limits: Limits = Limits()
    floor: int = 1
    verified: str
    evidence: str = ""

    @field_validator("hosts")
    @classmethod
    def _hosts(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        for host in hosts:
            if host != host.lower() or "/" in host:
                raise ValueError(f"expected a host name in lower case, found {host!r}")
        return hosts

    @property
    def families(self) -> tuple[str, ...]:
        """The CMS families of its starts, in the order of FAMILIES."""
        return tuple(family for family in FAMILIES if any(s.family == family for s in self.starts))

    def owns(self, url: str) -> bool:
        """Whether a URL belongs to this site: by host, and by path where offices share a host."""
        parts = urlsplit(url)
        return self.has_host(url) and any(parts.path.startswith(path) for path in self.paths)

    def has_host(self, url: str) -> bool:
        """Whether a URL is on one of the site's hosts (given as `name` or `name:port`)."""
        parts = urlsplit(url)
        return parts.hostname in self.hosts or parts.netloc.lower() in self.hosts


class Columns(_Strict):
    """Names of columns: those to collect, and those to go through on the way to them."""

    collect: tuple[str, ...]
    through: tuple[str, ...]
    never: tuple[str, ...] = ()


_Model = TypeVar("_Model", bound=BaseModel)


def load_site(path: Path) -> Site:
    """A site's file; raises SiteError that names the file and the key."""
    return _load(path, Site, id=path.stem)


@cache
def common_columns() -> Columns:
    """The names of columns that all sites share."""
    return _load(FOLDER / "columns.yaml", Columns)


def _load(path: Path, model: type[_Model], **more: Any) -> _Model:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise SiteError(f"{path}: not YAML: {error}") from error
    if not isinstance(data, dict):
        raise SiteError(f"{path}: expected keys and values, found {type(data).__name__}")
    try:
        return model.model_validate(more | data)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "file"
        raise SiteError(f"{path}: {key}: {first['msg']}") from error


@cache
def all_sites() -> dict[str, Site]:
    """Every site of the folder by its id (the file's name)."""
    paths = sorted(p for p in FOLDER.glob("*.yaml") if p.name != "columns.yaml")
    return {path.stem: load_site(path) for path in paths}


def find_site(name: str) -> Site:
    """The site of an id, a name or a 关区代码, or the YAML file of a path; raises SiteError."""
    if name.endswith((".yaml", ".yml")):
        return load_site(Path(name))
    for site in all_sites().values():
        if name in (site.id, site.name, site.code):
            return site
    raise SiteError(
        f"{name}: no such site; expected a name such as guangzhou, 广州海关 or 5100 (`haiguan sites` lists them)"
    )


def site_of_url(url: str) -> Site:
    """A site made up for one URL: its host, read as a plain list."""
    host = urlsplit(_check_url(url)).netloc.lower()
    return Site(id=host, name=host, hosts=(host,), starts=(Start(url=url, family="plain", column=""),),
                verified="never", floor=0)  # fmt: skip


def sites_of_documents(urls: Iterable[str]) -> list[Site]:
    """Sites made up for single documents, one a host; raises SiteError for what is no URL."""
    by_host: dict[str, list[Start]] = {}
    for url in urls:
        try:
            start = Start(url=url, family="plain", document=True)
        except ValidationError as error:
            raise SiteError(f"{url}: expected an http or https URL") from error
        by_host.setdefault(urlsplit(url).netloc.lower(), []).append(start)
    return [
        Site(id=host, name=host, hosts=(host,), starts=tuple(starts), verified="never", floor=0)
        for host, starts in by_host.items()
    ]


def read_url_list(path: Path) -> list[str]:
    """The URLs of a text file, one a line; empty lines and lines that start with # are passed over."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8-sig").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def site_id_of(url: str) -> str:
    """The id of the known site that a URL belongs to, else its host, else `files`."""
    owner = next((site.id for site in all_sites().values() if site.owns(url)), None)
    return owner or urlsplit(url).netloc.lower() or "files"


def prefixes(site: Site) -> list[str]:
    """The URL prefixes of a site, as archives elsewhere are asked for: `host/path`."""
    return [f"{host}{path}" for host in site.hosts for path in site.paths if path != "/eportal/"]
