"""A verifier's workshop that remembers: same inputs, same result, whatever was edited elsewhere."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import TypeVar

from auditoria.errores import ErrorAuditoria
from auditoria.papeles import Contexto
from auditoria.registro.expediente import Expediente
from auditoria.verificador.taller import Lector, Taller
from boletas.cripto.verificacion import ArchivoVerificado
from boletas.errores import FallaDeBoletas

T = TypeVar("T")

ENTRADAS_DE_MESA = (
    "mesa-1.bitacora",
    "urna-1.bitacora",
    "acta.json",
    "cierre.json",
    "cierre.json.firma",
)
ENTRADAS_DE_DEMARCACION = ("computo.json", "computo.json.firma")


class TallerConMemoria(Taller):
    """Remembers proofs and drawings by SHA-256 of everything they are made from.

    Errors are remembered too. A drawing that asked for a file outside of its inputs would raise
    ``KeyError``, so nothing is remembered by less than all it depends on.

    Attributes:
        aprende: Whether what is new is kept too.
    """

    def __init__(self, *, dibujar: bool = True) -> None:
        """Make one without memories.

        Args:
            dibujar: Whether papers are drawn at all: without them, every finding is owed to the
                data alone.
        """
        self.dibujar = dibujar
        self.aprende = True
        self._archivos: dict[bytes, tuple[int, ArchivoVerificado | FallaDeBoletas]] = {}
        self._papeles: dict[bytes, Mapping[str, bytes] | ErrorAuditoria] = {}
        self._contexto: tuple[Contexto, bytes] | None = None

    def verificar_archivo(
        self,
        e: Expediente,
        nombre: str,
        descifrado: bytes | None,
        al_avanzar: Callable[[int], None],
    ) -> ArchivoVerificado:
        """Check an archive, or remember what came of it."""
        return self._probar(
            _clave(e.huella(nombre), b"-" if descifrado is None else descifrado),
            lambda avisar: super(TallerConMemoria, self).verificar_archivo(
                e, nombre, descifrado, avisar
            ),
            al_avanzar,
        )

    def verificar_prefijo(
        self, e: Expediente, nombre: str, al_avanzar: Callable[[int], None]
    ) -> ArchivoVerificado:
        """Check an archive of which nothing is decrypted alone, or remember it."""
        return self._probar(
            _clave(e.huella(nombre), b"prefijo", b""),
            lambda avisar: super(TallerConMemoria, self).verificar_prefijo(e, nombre, avisar),
            al_avanzar,
        )

    def _probar(
        self,
        clave: bytes,
        probar: Callable[[Callable[[int], None]], ArchivoVerificado],
        al_avanzar: Callable[[int], None],
    ) -> ArchivoVerificado:
        visto = self._archivos.get(clave)
        if visto is None:
            avances: list[int] = []
            hecho: ArchivoVerificado | FallaDeBoletas
            try:
                hecho = probar(avances.append)
            except FallaDeBoletas as falla:
                hecho = falla
            visto = (len(avances), hecho)
            if self.aprende:
                self._archivos[clave] = visto
        avances_hechos, hecho = visto
        for avance in range(avances_hechos):
            al_avanzar(avance + 1)
        return _entregar(hecho)

    def dibujar_recuento(
        self, contexto: Contexto, leer: Lector, demarcacion: str, mesa: str, registro: int
    ) -> Mapping[str, bytes]:
        """Draw the acta de recuento; it is drawn too seldom to be remembered."""
        if not self.dibujar:
            return {}
        return super().dibujar_recuento(contexto, leer, demarcacion, mesa, registro)

    def dibujar_acuerdo(
        self, contexto: Contexto, leer: Lector, demarcacion: str, numero: int
    ) -> Mapping[str, bytes]:
        """Draw the paper of an acuerdo, not remembered either."""
        if not self.dibujar:
            return {}
        return super().dibujar_acuerdo(contexto, leer, demarcacion, numero)

    def dibujar_paquete(
        self, contexto: Contexto, leer: Lector, demarcacion: str, mesa: str
    ) -> Mapping[str, bytes]:
        """Draw the receipt of a packet, or remember it."""
        return self._recordar(
            contexto,
            leer,
            [f"{demarcacion}/{mesa}/paquete.json"],
            lambda lector: super(TallerConMemoria, self).dibujar_paquete(
                contexto, lector, demarcacion, mesa
            ),
        )

    def dibujar_mesa(
        self, contexto: Contexto, leer: Lector, demarcacion: str, mesa: str
    ) -> Mapping[str, bytes]:
        """Draw the papers of a mesa, or remember them."""
        carpeta = f"{demarcacion}/{mesa}"
        return self._recordar(
            contexto,
            leer,
            [f"{carpeta}/{nombre}" for nombre in ENTRADAS_DE_MESA],
            lambda lector: super(TallerConMemoria, self).dibujar_mesa(
                contexto, lector, demarcacion, mesa
            ),
        )

    def dibujar_demarcacion(
        self, contexto: Contexto, leer: Lector, demarcacion: str
    ) -> Mapping[str, bytes]:
        """Draw the papers of a demarcación, or remember them."""
        return self._recordar(
            contexto,
            leer,
            [f"{demarcacion}/{nombre}" for nombre in ENTRADAS_DE_DEMARCACION],
            lambda lector: super(TallerConMemoria, self).dibujar_demarcacion(
                contexto, lector, demarcacion
            ),
        )

    def _recordar(
        self,
        contexto: Contexto,
        leer: Lector,
        rutas: list[str],
        dibujar: Callable[[Lector], Mapping[str, bytes]],
    ) -> Mapping[str, bytes]:
        if not self.dibujar:
            return {}
        entradas = {ruta: leer(ruta) for ruta in rutas}
        clave = _clave(
            self._huella_de(contexto),
            *(parte for par in entradas.items() for parte in (par[0].encode(), par[1])),
        )
        hecho: Mapping[str, bytes] | ErrorAuditoria | None = self._papeles.get(clave)
        if hecho is None:
            try:
                # A file that the record lacks is missing by its name, as when nothing is kept.
                hecho = dibujar(lambda ruta: entradas[ruta] if ruta in entradas else leer(ruta))
            except ErrorAuditoria as error:
                hecho = error
            if self.aprende:
                self._papeles[clave] = hecho
        return _entregar(hecho)

    def _huella_de(self, contexto: Contexto) -> bytes:
        # One context serves a whole verification: its text is spelled once.
        if self._contexto is None or self._contexto[0] is not contexto:
            self._contexto = (contexto, sha256(repr(contexto).encode()).digest())
        return self._contexto[1]


def _clave(*partes: bytes) -> bytes:
    return sha256(b"".join(sha256(parte).digest() for parte in partes)).digest()


def _entregar(hecho: T | FallaDeBoletas | ErrorAuditoria) -> T:
    if isinstance(hecho, FallaDeBoletas | ErrorAuditoria):
        raise hecho.with_traceback(None)
    return hecho
