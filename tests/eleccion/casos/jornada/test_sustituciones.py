"""Only who integrates the mesa opens its acts: neither who left it, nor who never came.

LGIPE, 274, by analogy: the order of substitution says who holds each cargo, and nobody else does.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import combinations
from pathlib import Path

import pytest

from auditoria.formatos.acta import Acta
from auditoria.formatos.cierre import CierreUrna
from auditoria.verificador.diario import Diario, FirmaSinFunciones
from auditoria.verificador.recorrido import verificar
from eleccion.arranque import (
    Estacion,
    conectar_memoria,
    instalar_estacion,
    reabrir_estacion,
    relevar_estacion,
)
from eleccion.casos.computo.recibir_registro import contexto_de_recepcion
from eleccion.casos.computo.verificar_registro import verificar_registro
from eleccion.casos.jornada.cierre.cuadrar_mesa import (
    cuadrar_mesa,
    explicar_diferencia,
    leer_explicadas,
)
from eleccion.casos.jornada.cierre.levantar_acta import (
    ActaFirmada,
    OrdenDeActa,
    levantar_acta,
)
from eleccion.casos.jornada.cierre.remitir_registro import RegistroRemitido, remitir_registro
from eleccion.casos.jornada.lista.marcar_persona import desmarcar_persona, marcar_persona
from eleccion.casos.jornada.mesa import equipo_mesa
from eleccion.casos.jornada.mesa.dibujar_papeles import dibujar_papeles_de_cierre
from eleccion.casos.jornada.mesa.registrar_presencia import (
    recibir_representante,
    retirar_representante,
)
from eleccion.casos.jornada.mesa.suspender_votacion import reanudar_votacion, suspender_votacion
from eleccion.casos.jornada.mesa.sustituir_funcionario import sustituir_funcionario
from eleccion.casos.jornada.urna.firmar_cierre import firmar_cierre
from eleccion.casos.preparacion.preparar_tarjetas import ruta_de_tarjeta
from eleccion.casos.tarjetas import Tarjeta, TarjetaSinFunciones, abrir_tarjeta
from eleccion.dominio.funcionarios import (
    Integrado,
    MesaSinIntegrar,
    Procedencia,
    RepresentanteDePlanilla,
)
from eleccion.dominio.mesa import DiferenciaSinExplicar
from tests.eleccion.durabilidad.test_relevo import orden
from tests.eleccion.escenario import (
    MESA,
    MINUTO,
    cerrar_y_contar,
    copiar_comision,
    firmas_del_acta,
    instalar,
    orden_de_instalacion,
    preparar,
    votar,
)
from tests.eleccion.noche import publicar_todo

HORA = preparar().apertura + 60 * MINUTO
SALE = preparar().otra
"""Card of who leaves; it served until then."""


def tarjeta(clave: str) -> Tarjeta:
    """Open the card of anybody designated for the mesa."""
    numero = next(f.numero for f in preparar().designados if f.clave == clave)
    carpeta = preparar().raiz / "tarjetas" / MESA
    return abrir_tarjeta(ruta_de_tarjeta(carpeta, MESA, clave), f"{numero:06d}")


def sustituir(estacion: Estacion, **cambios: object) -> Integrado:
    """Let one of the three leave, and somebody of the queue take the cargo."""
    pedido: dict[str, object] = {"fila": ("Rosa Meza Luna",)} | cambios
    return sustituir_funcionario(
        estacion.mesa,
        SALE.clave,
        preparar().tarjetas,
        hora=HORA,
        causa="Se sintió mal",
        **pedido,  # type: ignore[arg-type]  # names and types of the act
    )


def test_quien_representa_a_una_planilla_no_toma_un_cargo_de_la_fila(en_memoria: Path) -> None:
    """Whoever watches the mesa for a planilla cannot run it, not even after leaving the chair; and
    whoever runs it cannot come back to watch."""
    with instalar(en_memoria / "estacion") as estacion:
        planilla = preparar().planillas[0]
        retirar_representante(estacion.mesa, planilla, hora=HORA)
        recibir = partial(recibir_representante, estacion.mesa, planilla, hora=HORA)
        recibir("María Luna Ñúñez", "suplente")
        retirar_representante(estacion.mesa, planilla, hora=HORA)
        with pytest.raises(RepresentanteDePlanilla):
            sustituir(estacion, fila=("maria  LUNA ñuñez",))
        assert sustituir(estacion, fila=("María Luna Nava",)).nombre == "María Luna Nava"
        with pytest.raises(RepresentanteDePlanilla):
            recibir("Maria Luna Nava", "suplente")
        recibir("María Luna Nava Ruiz", "suplente")


def test_nadie_de_la_fila_representa_desde_la_instalacion(tmp_path: Path) -> None:
    """The morning has the same rule: an empty chair is no reason to sit a contender in it."""
    honesta = orden_de_instalacion(preparar())
    (*otros, ultimo) = honesta.funcionarios
    nombre = honesta.representantes[0].nombre.upper()
    tomada = replace(ultimo, nombre=nombre, procedencia=Procedencia.FILA)
    with pytest.raises(RepresentanteDePlanilla):
        instalar_estacion(tmp_path / "estacion", replace(honesta, funcionarios=(*otros, tomada)))


def test_la_tarjeta_de_quien_se_fue_no_abre_ningun_acto(en_memoria: Path) -> None:
    """Whoever left, or found the card that they left behind, is nobody at the mesa any more."""
    una, otra = preparar().tarjetas
    numero, memoria = preparar().lista[0].numero, en_memoria / "usb"
    memoria.mkdir()
    with instalar(en_memoria / "estacion") as estacion:
        suspender_votacion(estacion.mesa, (una, SALE), hora=HORA, causa="Llovió")
        reanudar_votacion(estacion.mesa, (SALE, otra), hora=HORA)
        marcar_persona(estacion.mesa, numero, hora=HORA)
        conectar_memoria(estacion, memoria, (una, otra), hora=HORA)
        sustituir(estacion)
        with pytest.raises(TarjetaSinFunciones):
            suspender_votacion(estacion.mesa, (una, SALE), hora=HORA, causa="Llovió")
        with pytest.raises(TarjetaSinFunciones):
            desmarcar_persona(estacion.mesa, numero, quien=una.clave, confirma=SALE, hora=HORA)
        with pytest.raises(TarjetaSinFunciones):
            sustituir_funcionario(
                estacion.mesa, "f1", (una, SALE), fila=("Nadie",), hora=HORA, causa="Se fue"
            )
    with pytest.raises(TarjetaSinFunciones):
        reabrir_estacion(en_memoria / "estacion", (SALE, otra), memoria=memoria)
    with pytest.raises(TarjetaSinFunciones):
        relevar_estacion(en_memoria / "relevo", orden(memoria, tarjetas=(SALE, otra)))
    assert not (en_memoria / "relevo").exists()


def test_quien_toma_el_cargo_reabre_con_cualquiera_de_la_mesa(en_memoria: Path) -> None:
    """Secrets were wrapped for every pair of cards, the spare ones too."""
    with instalar(en_memoria / "estacion") as estacion:
        entra = tarjeta(sustituir(estacion).clave)
        suspender_votacion(estacion.mesa, (entra, preparar().tarjetas[1]), hora=HORA, causa="x y z")
    integran = (*preparar().tarjetas, entra)
    for pareja in combinations(integran, 2):
        with reabrir_estacion(en_memoria / "estacion", pareja) as estacion:
            estacion.mesa.exigir_dos_personas(pareja)


def test_quien_no_integro_la_mesa_solo_la_abre_y_llama(en_memoria: Path) -> None:
    """A suplente who came late opens the machine and may be called; alone nothing is signed."""
    una = preparar().tarjetas[0]
    suplentes = [f.clave for f in preparar().designados if f.suplente]
    suplente = tarjeta(suplentes[0])
    instalar(en_memoria / "estacion").cerrar()
    with reabrir_estacion(en_memoria / "estacion", (una, suplente)) as estacion:
        with pytest.raises(TarjetaSinFunciones):
            suspender_votacion(estacion.mesa, (una, suplente), hora=HORA, causa="Llovió")
        otros = (suplente, tarjeta(suplentes[1]))
        with pytest.raises(TarjetaSinFunciones):
            sustituir_funcionario(
                estacion.mesa, SALE.clave, otros, presentes=suplentes, hora=HORA, causa="Se fue"
            )
        entra = sustituir_funcionario(
            estacion.mesa,
            SALE.clave,
            (una, suplente),
            presentes=suplentes[:1],
            hora=HORA,
            causa="Se fue",
        )
        assert entra.clave == suplente.clave
        suspender_votacion(estacion.mesa, (una, suplente), hora=HORA, causa="Llovió")


def test_quien_se_fue_no_vuelve_ni_presta_su_tarjeta(en_memoria: Path) -> None:
    """Its bearer knows the NIP: nobody of the queue receives that card, and nobody comes back."""
    with instalar(en_memoria / "estacion") as estacion:
        claves = [sustituir(estacion).clave]
        usadas = {f.clave for f in preparar().designados} - {SALE.clave, *claves}
        for _ in range(len(preparar().designados)):
            try:
                entra = sustituir_funcionario(
                    estacion.mesa,
                    claves[-1],
                    preparar().tarjetas,
                    presentes=(SALE.clave,),
                    fila=("Alguien Más",),
                    hora=HORA,
                    causa="Se fue",
                )
            except MesaSinIntegrar:
                break
            claves.append(entra.clave)
        else:
            pytest.fail("there was always somebody more")
    assert SALE.clave not in claves
    assert set(claves) - {claves[0]} <= usadas
    assert len(set(claves)) == len(claves)


def cerrar_con(
    estacion: Estacion, tarjetas: tuple[Tarjeta, Tarjeta], entra: Integrado, destino: Path
) -> RegistroRemitido:
    """End the day under two cards, and draw the acta that names who took the cargo."""
    cierre, hora = cerrar_y_contar(estacion, (0, 1, 0, 0)), preparar().clausura
    levantar_con(estacion, cierre, tarjetas, entra)
    dibujar_papeles_de_cierre(estacion.mesa)
    return remitir_registro(
        estacion.mesa, estacion.urna.carpeta, destino, tarjetas, hora=hora + 60 * MINUTO
    )


def levantar_con(
    estacion: Estacion, cierre: CierreUrna, tarjetas: tuple[Tarjeta, Tarjeta], entra: Integrado
) -> ActaFirmada:
    """Draw the acta that names who took the cargo, under two cards."""
    hora = preparar().clausura
    firmas = tuple(
        replace(firma, quien=entra.clave) if firma.quien == SALE.clave else firma
        for firma in firmas_del_acta()
    )
    return levantar_acta(
        estacion.mesa,
        cierre,
        OrdenDeActa(firmas=firmas, inicio=hora, fin=hora + 40 * MINUTO),
        tarjetas,
        sello_de_urna=partial(firmar_cierre, estacion.urna),
    )


def test_lo_que_firma_quien_se_fue_no_se_recibe_ni_se_verifica(
    en_memoria: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A station that took the card all the same is found out by the commission and by anybody."""
    destino = en_memoria / "registro"
    destino.mkdir()
    with instalar(en_memoria / "estacion") as estacion, monkeypatch.context() as parche:
        votar(estacion, (0, 1, 0, 0))
        entra = sustituir(estacion)
        parche.setattr(equipo_mesa, "exigir_en_funciones", lambda *_: None)
        tarjetas = (preparar().tarjetas[0], SALE)
        remitido = cerrar_con(estacion, tarjetas, entra, destino)
    with copiar_comision(en_memoria / "otra") as central, pytest.raises(FirmaSinFunciones):
        verificar_registro(remitido.ruta, contexto_de_recepcion(comision=central))
    with monkeypatch.context() as parche:
        # A commission that looks away, and an observer who does: nothing else tells.
        parche.setattr(Diario, "integran", lambda *_: None)
        publicar_todo(en_memoria, remitido)
        assert fallas(en_memoria / "expediente") == []
    assert fallas(en_memoria / "expediente") == [
        ("acta", "D001/M1/cierre.json.firma"),
        ("acta", "D001/M1/acta.json.firma"),
    ]


def test_lo_que_explico_quien_se_fue_lo_explica_quien_se_queda(en_memoria: Path) -> None:
    """An official signs the reason of a difference and leaves before the acta: that reason is asked
    for again, and the mesa has its acta that night."""
    with instalar(en_memoria / "estacion") as estacion:
        mesa, (una, _) = estacion.mesa, preparar().tarjetas
        votar(estacion, (0, 1, 0))
        cierre = cerrar_y_contar(estacion, (0, 1, 0, 0))
        diferencias = cuadrar_mesa(mesa, cierre)
        for diferencia in diferencias:
            explicar_diferencia(mesa, diferencia, "sin_causa", (una, SALE))
        with mesa.almacen.leer() as lectura:
            assert len(leer_explicadas(lectura)) == len(diferencias)
        entra = sustituir(estacion)
        with mesa.almacen.leer() as lectura:
            assert leer_explicadas(lectura) == ()
        (en_memoria / "registro").mkdir()
        with pytest.raises(DiferenciaSinExplicar):
            levantar_con(estacion, cierre, preparar().tarjetas, entra)
        for diferencia in diferencias:
            explicar_diferencia(mesa, diferencia, "sin_causa", preparar().tarjetas)
        levantada = levantar_con(estacion, cierre, preparar().tarjetas, entra)
    firmas = {d.firmas for d in Acta.leer(levantada.acta).escrutinio.diferencias}
    assert firmas == {tuple(tarjeta.clave for tarjeta in preparar().tarjetas)}


def fallas(carpeta: Path) -> list[tuple[str, str]]:
    """What an observer finds: check and file."""
    dictamen = verificar(carpeta, huella=preparar().corta, procesos=1)
    return [(c.nombre, f.archivo) for c in dictamen.comprobaciones for f in c.fallas]
