"""A small election made with the real code: what the tests of this folder begin from."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from boletas.cripto.almacen import Almacen
from boletas.cripto.apertura import Combinacion, combinar
from boletas.cripto.archivo import EscritorBel
from boletas.cripto.azar import AZAR, Azar
from boletas.cripto.boleta import Voto, emitir_boleta, verificar_boleta
from boletas.cripto.ceremonia import PARTE, celebrar_ceremonia, escribir_parte
from boletas.cripto.credencial import (
    Credencial,
    ListaDeCredenciales,
    generar_credencial,
    leer_lista,
    publicar_lista,
)
from boletas.cripto.custodio import Custodio
from boletas.cripto.custodios import ListaDeCustodios, Unico, leer_custodios
from boletas.cripto.definicion import Definicion, Pregunta, generar_uuid, redactar_definicion
from boletas.cripto.descifrado import Computo, DescifradoParcial, escribir_descifrado
from boletas.cripto.escrutinio import Acumulador
from boletas.cripto.grupo import ORDEN, potencia_de_g
from boletas.cripto.pruebas import probar_conocimiento
from boletas.cripto.registros import LectorDeRegistros, Registro
from boletas.cripto.sucesos import leer_sucesos
from boletas.cripto.verificacion import ArchivoVerificado, verificar_archivo
from tests.dobles.custodia import CustodiaEnMemoria

VECTORES = Path(__file__).resolve().parents[2] / "vectores" / "belenios"
MARCA = 1795338800
PLANILLAS = Pregunta("¿Qué planilla?", ("Maguey", "Mezquite", "Voto nulo"), 1, 1)


class AzarFijo:
    """Draws the values it was given, in order; for vectors whose randomness is published."""

    def __init__(self, *valores: int) -> None:
        self._valores = list(valores)

    def menor_que(self, n: int) -> int:
        return self._valores.pop(0) % n


@dataclass(frozen=True)
class Custodia:
    """A ceremony held: its stores and what it published."""

    almacenes: tuple[CustodiaEnMemoria, ...]
    lista: ListaDeCustodios


def crear_unico(almacen: Almacen, azar: Azar = AZAR) -> Unico:
    """Make a mandatory trustee, a kind that we read of others and never make."""
    secreto = 1 + azar.menor_que(ORDEN - 1)
    almacen.crear(PARTE, escribir_parte(secreto))
    return Unico(potencia_de_g(secreto), probar_conocimiento(secreto, azar))


@cache
def custodia(umbral: int = 2, total: int = 3) -> Custodia:
    """Hold one ceremony of each size, once."""
    almacenes = tuple(CustodiaEnMemoria() for _ in range(total))
    return Custodia(almacenes, leer_custodios(celebrar_ceremonia(almacenes, umbral)))


@dataclass(frozen=True)
class Mesa:
    """A mesa sealed: its definition, its custodians and its credentials."""

    custodia: Custodia
    definicion: Definicion
    credenciales: tuple[Credencial, ...]
    lista: ListaDeCredenciales

    def emitir(self, numero: int, *votos: Voto) -> bytes:
        """The ballot of credential ``numero``."""
        return emitir_boleta(self.definicion, self.credenciales[numero], votos).texto

    def computar(self, boletas: Sequence[bytes]) -> Computo:
        """Verify and multiply."""
        acumulador = Acumulador(self.definicion)
        for texto in boletas:
            acumulador.agregar(verificar_boleta(texto, self.definicion, self.lista.conjunto))
        return acumulador.computo()

    def archivar(
        self, boletas: Sequence[bytes], computo: Computo | None = None, cuentan: int | None = None
    ) -> bytes:
        """The archive at close, in the order given; by default with its right tally and count."""
        salida = io.BytesIO()
        escritor = EscritorBel(salida, MARCA)
        escritor.instalar(self.definicion, self.custodia.lista, self.lista)
        for texto in boletas:
            escritor.boleta(texto)
        escritor.cerrar_boletas()
        escritor.computo(
            self.computar(boletas) if computo is None else computo,
            len(boletas) if cuentan is None else cuentan,
        )
        return salida.getvalue()

    def abrir(
        self, archivo: ArchivoVerificado, parciales: Sequence[DescifradoParcial]
    ) -> Combinacion:
        """Combine for the tally of an archive that has one."""
        assert archivo.computo is not None
        return combinar(
            self.definicion, self.custodia.lista, archivo.computo, parciales, len(archivo.boletas)
        )

    def concluir(self, cierre: bytes) -> tuple[bytes, bytes]:
        """The final archive and descifrado.json, by the first custodians that suffice."""
        archivo = verificar(cierre, en_curso=True)
        umbral = self.custodia.lista.elementos[0].umbral
        quienes = self.custodia.almacenes[:umbral]
        abierta = self.abrir(archivo, [descifrar(Custodio(a), archivo) for a in quienes])
        salida = io.BytesIO(cierre)
        salida.seek(0, io.SEEK_END)
        ultimo = list(leer_sucesos(LectorDeRegistros(io.BytesIO(cierre))))[-1]
        escritor = EscritorBel(salida, MARCA, altura=ultimo.altura, previo=ultimo.sha256)
        for parcial in abierta.usados:
            escritor.descifrado(parcial)
        escritor.resultado(abierta.resultado)
        return salida.getvalue(), escribir_descifrado(self.definicion.uuid, abierta.usados)


def instalar(
    preguntas: Sequence[Pregunta] = (PLANILLAS,), pases: int = 5, custodia_: Custodia | None = None
) -> Mesa:
    """Seal a new mesa."""
    quienes = custodia_ or custodia()
    uuid = generar_uuid()
    definicion = redactar_definicion(
        uuid=uuid,
        nombre="D001-M1",
        descripcion='Prueba: ñ, «comillas» y "otras" \\ barra',
        llave=quienes.lista.llave,
        preguntas=preguntas,
    )
    credenciales = tuple(generar_credencial(uuid) for _ in range(pases))
    lista = leer_lista(publicar_lista(c.publica for c in credenciales))
    return Mesa(quienes, definicion, credenciales, lista)


def descifrar(custodio: Custodio, archivo: ArchivoVerificado) -> DescifradoParcial:
    """Decrypt with the hash that an honest close would have fixed."""
    return custodio.descifrar(archivo, cierre=archivo.sha256_prefijo or "")


def verificar(archivo: bytes, **opciones: object) -> ArchivoVerificado:
    """`verificar_archivo` over bytes."""
    return verificar_archivo(io.BytesIO(archivo), **opciones)  # type: ignore[arg-type]


def registros(archivo: bytes) -> list[Registro]:
    """Every record of an archive after the first."""
    lector = LectorDeRegistros(io.BytesIO(archivo))
    todos: list[Registro] = []
    while (registro := lector.siguiente()) is not None:
        todos.append(registro)
    return todos
