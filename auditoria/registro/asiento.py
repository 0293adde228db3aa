"""What every type of entry of a bitácora has; the types themselves are generated.

Page: docs/formato-bitacora.md. The catalogue is asientos.toml; ``generar`` writes from it
the module ``asientos``.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, TypeAlias

from auditoria.registro.esquema import Formato, Patron

ClaveAcreditacion: TypeAlias = Annotated[str, Patron(r"[A-Z0-9](-?[A-Z0-9]){2,29}")]
ClavePlanilla: TypeAlias = Annotated[str, Patron(r"D(?!000)[0-9]{3}-P[1-9][0-9]?")]
ClaveFuncionario: TypeAlias = Annotated[str, Patron(r"f[1-9][0-9]?")]
ClaveLlana: TypeAlias = Annotated[str, Patron(r"[a-z][a-z0-9_]{0,39}")]
Vkey: TypeAlias = Annotated[str, Patron(r"[!-*,-~]{1,120}\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}")]
LineaDeFirma: TypeAlias = Annotated[str, Patron(r"— [!-*,-~]{1,120} [A-Za-z0-9+/]{91}=")]


class Asiento(Formato):
    """An entry without its place in the chain.

    Attributes:
        tipo: Name, the past participle of an act; the class carries it.
        cadenas: Kinds of log that may hold it: ``comision``, ``mesa``, ``urna``.
        con_hora: Whether the entry states its time.
        titulo: Name for people, in Spanish.
    """

    __slots__ = ()

    tipo: ClassVar[str] = ""
    cadenas: ClassVar[frozenset[str]] = frozenset()
    con_hora: ClassVar[bool] = True
    titulo: ClassVar[str] = ""

    def __init_subclass__(
        cls, *, cadenas: str, titulo: str, con_hora: bool = True, **otros: Any
    ) -> None:
        super().__init_subclass__(**otros)
        cls.tipo = cls.__name__
        cls.cadenas = frozenset(cadenas.split())
        cls.con_hora = con_hora
        cls.titulo = titulo
