"""What a verifier reads again and again, read once: same bytes, same file, entry or signature."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from auditoria.registro import bitacora
from auditoria.registro.esquema import Formato
from auditoria.registro.llave import LlavePublica
from auditoria.reglas.convocatoria import Convocatoria
from auditoria.verificador import comprobadas
from boletas.cripto.comprobacion import comprobar_boleta


class LecturasConMemoria:
    """Remembers what pure readers gave, by all they were given; refusals are made again each time.

    What they give is frozen, so one verification cannot change it under another.

    Attributes:
        aprende: Whether what is new is kept too.
    """

    def __init__(self) -> None:
        self.aprende = True
        self._vistas: dict[Hashable, Any] = {}

    @contextmanager
    def recordando(self) -> Iterator[None]:
        """Remember while the block lasts."""
        with pytest.MonkeyPatch.context() as parche:
            for clase in (Formato, Convocatoria):
                leer = clase.leer.__func__  # type: ignore[attr-defined]  # a class method
                recordada = self._recordar(leer, lambda clase, *argumentos: (clase, *argumentos))
                parche.setattr(clase, "leer", classmethod(recordada))
            leer_entrada = self._recordar(
                bitacora._leer_entrada,
                lambda cabeza, linea: (cabeza.origen, cabeza.tamano, cabeza.ultima, linea),
            )
            parche.setattr(bitacora, "_leer_entrada", leer_entrada)
            verificar = self._recordar(LlavePublica.verificar, lambda *argumentos: argumentos)
            parche.setattr(LlavePublica, "verificar", verificar)
            comprobar = self._recordar(
                comprobar_boleta,
                lambda texto, definicion, credenciales, apertura: (
                    texto,
                    definicion.texto,
                    credenciales,
                    apertura,
                ),
            )
            parche.setattr(comprobadas, "comprobar_boleta", comprobar)
            yield

    def _recordar(
        self, hacer: Callable[..., Any], clave: Callable[..., Hashable]
    ) -> Callable[..., Any]:
        def recordada(*argumentos: Any) -> Any:
            propia = (hacer, clave(*argumentos))
            if propia in self._vistas:
                return self._vistas[propia]
            hecho = hacer(*argumentos)
            if self.aprende:
                self._vistas[propia] = hecho
            return hecho

        return recordada
