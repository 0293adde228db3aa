"""What use cases ask of a printer."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar, Protocol

from eleccion.errores import ActoIndebido


class ImpresoraDetenida(ActoIndebido):
    """The paper did not come out; whatever needs it waits."""

    explicacion: ClassVar[str] = "La impresora no imprimió; el acto que pide el papel se detiene"


class Conservacion(StrEnum):
    """What a printer keeps of the papers that came out of it; a testigo kept is a vote kept."""

    NADA = "nada"
    PAPELES = "papeles"
    CARPETA = "carpeta"
    DESCONOCIDA = "desconocida"


class Impresora(Protocol):
    """Where papers come out.

    It keeps no copy of what it printed once it is on paper, and nothing of it tells in which order
    testigos and comprobantes came out.
    """

    def imprimir(self, papel: str, ejemplar: str, pdf: bytes) -> None:
        """Print one paper; it is on paper when this returns.

        Args:
            papel: Its kind, a key of ``documentos.registro.PAPELES``.
            ejemplar: Which one; empty for papers that must not be told apart.

        Raises:
            ImpresoraDetenida: It is not on paper.
        """

    def esta_lista(self) -> bool:
        """Tell whether papers come out of it now; the foot of every screen of the mesa says it."""

    def vaciar(self) -> None:
        """Let what is printing end, and cancel what waits: nothing of before comes out any more.

        Asked before each testigo: one that waited for paper would come out beside the next.

        Raises:
            ImpresoraDetenida: Something waits that cannot be cancelled, or nobody knows.
        """

    def conserva(self) -> Conservacion:
        """Tell what stays behind of a paper, as far as it can be known without printing one."""
