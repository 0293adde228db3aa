"""What the later stages ask of the commission's database: documents, pases, cards, records."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, Table, insert, select, update

from eleccion.dominio.etapas import EstadoMesa
from eleccion.dominio.puertos_comision import (
    DescifradoGuardado,
    DocumentoAusente,
    MesaNoSellada,
    MesaSinPases,
    PasesDeMesa,
    PasesYaPreparados,
    RegistroGuardado,
    TarjetaRegistrada,
)
from eleccion.persistencia.central.tablas import (
    DESCIFRADOS,
    DOCUMENTOS,
    MESAS,
    PASES,
    REGISTROS,
    TARJETAS,
)
from eleccion.persistencia.central.traduccion import a_octetos, desde_octetos


class TablaDeDocumentos:
    """Implements ``Documentos``."""

    def __init__(self, conexion: Connection) -> None:
        self._conexion = conexion

    def leer(self, ruta: str) -> bytes:
        """Give one document."""
        consulta = select(DOCUMENTOS.c.contenido).where(DOCUMENTOS.c.ruta == ruta)
        contenido = self._conexion.execute(consulta).scalar_one_or_none()
        if contenido is None:
            raise DocumentoAusente(ruta)
        return bytes(contenido)

    def tiene(self, ruta: str) -> bool:
        """Tell whether there is one."""
        consulta = select(DOCUMENTOS.c.ruta).where(DOCUMENTOS.c.ruta == ruta)
        return self._conexion.execute(consulta).first() is not None

    def guardar(self, ruta: str, contenido: bytes) -> None:
        """Write one."""
        poner(self._conexion, DOCUMENTOS, {"ruta": ruta}, {"contenido": contenido})

    def rutas(self, prefijo: str = "") -> tuple[str, ...]:
        """List all that begin so, ascending."""
        todas = select(DOCUMENTOS.c.ruta)
        if prefijo:
            todas = todas.where(DOCUMENTOS.c.ruta.startswith(prefijo, autoescape=True))
        # Sorted here: collations of servers differ, code points do not.
        return tuple(sorted(self._conexion.execute(todas).scalars()))


class TablasDeActos:
    """Pases, cards, states, records and second counts."""

    def __init__(self, conexion: Connection) -> None:
        self._conexion = conexion

    def numerar_pases(self, pases: PasesDeMesa) -> None:
        """Keep uuid and quantity of a mesa."""
        anterior = self.pases().get(pases.mesa)
        if anterior is not None and anterior.lista:
            raise PasesYaPreparados(pases.mesa)
        numeros = {"uuid": pases.uuid, "cantidad": pases.cantidad, "reserva": pases.reserva}
        poner(self._conexion, PASES, {"mesa": pases.mesa}, {**numeros, "lista": b""})

    def recibir_lista(self, mesa: str, lista: bytes) -> None:
        """Keep a credential list, once."""
        recibida = self._conexion.execute(
            update(PASES).where(PASES.c.mesa == mesa, PASES.c.lista == b"").values(lista=lista)
        )
        if recibida.rowcount != 1:
            existe = self._conexion.execute(select(PASES.c.mesa).where(PASES.c.mesa == mesa))
            raise MesaSinPases(mesa) if existe.first() is None else PasesYaPreparados(mesa)

    def pases(self) -> Mapping[str, PasesDeMesa]:
        """Give the pases of every mesa."""
        filas = self._conexion.execute(select(PASES)).mappings()
        return {fila["mesa"]: PasesDeMesa(**fila) for fila in filas}

    def registrar_tarjeta(self, tarjeta: TarjetaRegistrada) -> None:
        """Keep the public halves of a card."""
        poner(
            self._conexion,
            TARJETAS,
            {"mesa": tarjeta.mesa, "numero": tarjeta.numero},
            {"llave": tarjeta.llave, "cifrado": tarjeta.cifrado},
        )

    def tarjetas(self) -> tuple[TarjetaRegistrada, ...]:
        """Give every card."""
        filas = self._conexion.execute(select(TARJETAS)).mappings()
        return tuple(
            TarjetaRegistrada(
                mesa=fila["mesa"],
                clave=f"f{fila['numero']}",
                llave=fila["llave"],
                cifrado=fila["cifrado"],
            )
            for fila in sorted(filas, key=lambda fila: (fila["mesa"], fila["numero"]))
        )

    def estado_de_mesa(self, mesa: str, *, bloquear: bool = False) -> EstadoMesa:
        """Read the state of a mesa."""
        consulta = select(MESAS.c.estado).where(MESAS.c.mesa == mesa)
        if bloquear:
            consulta = consulta.with_for_update()
        estado = self._conexion.execute(consulta).scalar_one_or_none()
        if estado is None:
            raise MesaNoSellada(mesa)
        return EstadoMesa(estado)

    def estados_de_mesas(self) -> Mapping[str, EstadoMesa]:
        """Read all states."""
        filas = self._conexion.execute(select(MESAS.c.mesa, MESAS.c.estado))
        return {mesa: EstadoMesa(estado) for mesa, estado in filas}

    def mover_mesa(self, mesa: str, estado: EstadoMesa) -> None:
        """Write the state of a mesa."""
        poner(self._conexion, MESAS, {"mesa": mesa}, {"estado": estado.value})

    def registros(self, mesa: str) -> tuple[RegistroGuardado, ...]:
        """Give the records of a mesa by place."""
        filas = self._conexion.execute(
            select(REGISTROS.c.contenido)
            .where(REGISTROS.c.mesa == mesa)
            .order_by(REGISTROS.c.lugar)
        ).scalars()
        return tuple(desde_octetos(RegistroGuardado, octetos) for octetos in filas)

    def guardar_registro(self, registro: RegistroGuardado) -> None:
        """Keep what is known of a record."""
        self._conexion.execute(
            insert(REGISTROS),
            {
                "manifiesto": registro.manifiesto,
                "mesa": registro.mesa,
                "lugar": registro.lugar,
                "contenido": a_octetos(registro),
            },
        )

    def descifrado(self, mesa: str) -> DescifradoGuardado | None:
        """Give the second count of a mesa."""
        consulta = select(DESCIFRADOS.c.contenido).where(DESCIFRADOS.c.mesa == mesa)
        octetos = self._conexion.execute(consulta).scalar_one_or_none()
        return None if octetos is None else desde_octetos(DescifradoGuardado, octetos)

    def guardar_descifrado(self, descifrado: DescifradoGuardado) -> None:
        """Keep the second count of a mesa."""
        self._conexion.execute(
            insert(DESCIFRADOS),
            {
                "mesa": descifrado.mesa,
                "tanda": descifrado.tanda,
                "contenido": a_octetos(descifrado),
            },
        )


def poner(
    conexion: Connection, tabla: Table, llave: Mapping[str, object], resto: Mapping[str, object]
) -> None:
    """Write a row in place of the one with its key, or as a new one."""
    donde = [tabla.c[nombre] == valor for nombre, valor in llave.items()]
    if conexion.execute(update(tabla).where(*donde).values(**resto)).rowcount == 0:
        conexion.execute(insert(tabla), {**llave, **resto})
