"""What every storage of registration promises, word for word from its ports.

An adapter is tested by a subclass of ``ContratoDeRegistro`` with two fixtures: ``abrir``, over an
empty storage, and ``asentados``, which gives the entries durably in the log.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256

import pytest

from auditoria.formatos.catalogo import Caracter
from auditoria.registro import asientos
from auditoria.registro.asiento import Asiento
from eleccion.dominio.etapas import EtapaProceso
from eleccion.dominio.funcionarios import Funcionario
from eleccion.dominio.identidad import Sexo
from eleccion.dominio.padron import Elector
from eleccion.dominio.planilla import Integrante, Persona, Planilla, Representante
from eleccion.dominio.proceso import Proceso, ProcesoAusente, ProcesoYaAbierto, ResumenPadron
from eleccion.dominio.puertos_registro import AbrirTrabajo
from eleccion.dominio.revision import Causa, ClaveCausa
from eleccion.dominio.solicitud import (
    Dictamen,
    EmblemaDesconocido,
    PlanillaDesconocida,
    PlanillaRepetida,
    Prevencion,
    Solicitud,
)
from eleccion.dominio.territorio import Demarcacion, MesaReceptora, Territorio

HORA = datetime(2027, 1, 12, 16, 30, 5, tzinfo=UTC)
PROCESO = Proceso(
    id="slp-prueba",
    caracter=Caracter.SIMULACRO,
    etapa=EtapaProceso.PREPARACION,
    convocatoria="título = 'á'\r\n".encode(),
)
ABIERTO = asientos.ProcesoAbierto(
    proceso="slp-prueba", caracter="simulacro", convocatoria=bytes(32)
)
CERRADO = asientos.PadronCerrado(admitidas=1, rechazadas=0)
MESA = MesaReceptora(
    demarcacion="D001",
    clave="M1",
    lugar="Escuela «Niños Héroes»",
    domicilio="Calle 1, núm. 2",
    modalidad="urna_electronica",
    secciones=(12,),
    pases=40,
)
TERRITORIO = Territorio(
    (
        Demarcacion(
            clave="D001",
            nombre="Colonia Ñandú",
            delegacion="Norte",
            secciones=(12, 15),
            comunidad_indigena=True,
            mesas=(MESA, replace(MESA, clave="M2", secciones=(15,), pases=None)),
        ),
    )
)
PERSONA = Persona(
    nombre="María José",
    apellidos="Núñez Ávila",
    clave_elector="NZAVMR80010124M100",
    curp="MAAR790213HMNRLF03",
    sexo=Sexo.M,
    nacimiento=date(1980, 1, 1),
    indigena=True,
)
PLANILLA = Planilla(
    demarcacion="D001",
    nombre="Por la Colonia",
    integrantes=(
        Integrante(cargo="presidencia", calidad="propietaria", persona=PERSONA),
        Integrante(
            cargo="vocalia_1", calidad="suplente", persona=replace(PERSONA, sexo=Sexo.X, curp="")
        ),
    ),
    representantes=(Representante(nombre="Ana Ruiz", calidad="propietaria"),),
    emblema=bytes(range(32)),
)
SOLICITUD = Solicitud(clave="D001-P1", planilla=PLANILLA, recibida=HORA)
CAUSA = Causa(
    clave=ClaveCausa.SUPLENTE_FALTANTE, texto="Falta.", cargo="vocalia_1", calidad="suplente"
)
PREVENIDA = replace(
    SOLICITUD,
    subsanada=HORA,
    prevencion=Prevencion(causas=(CAUSA,), notificada=HORA, vence=date(2027, 1, 14)),
    dictamen=Dictamen(procede=False, causas=(CAUSA, CAUSA), hora=HORA),
)
ELECTOR = Elector(
    numero=1,
    clave_elector="NZAVMR80010124M100",
    curp="",
    apellido_paterno="Núñez",
    apellido_materno="",
    nombre="María José",
    sexo=Sexo.M,
    nacimiento=date(1980, 1, 1),
    seccion=12,
    localidad="San Luis Potosí",
    manzana="0004",
    demarcacion="D001",
    mesa="M1",
    emision="02",
    vigencia=2031,
)
FUNCIONARIO = Funcionario(
    mesa="D001-M1", clave="f1", cargo="presidencia", nombre="José Peña", suplente=False
)


class Interrumpido(Exception):
    """Stands for any failure in the middle of an act."""


class ContratoDeRegistro:
    """The contract; subclass it with the fixtures ``abrir`` and ``asentados``."""

    def test_sin_proceso_leer_lo_dice(self, abrir: AbrirTrabajo) -> None:
        """A missing process must never look like an empty one."""
        with abrir() as trabajo, pytest.raises(ProcesoAusente):
            trabajo.proceso.leer()
        with abrir() as trabajo, pytest.raises(ProcesoAusente):
            trabajo.proceso.guardar(PROCESO)

    def test_el_proceso_se_guarda_entero(self, abrir: AbrirTrabajo) -> None:
        """The convocatoria comes back to the byte: its hash was published."""
        con_padron = replace(
            PROCESO,
            etapa=EtapaProceso.DICTAMEN,
            padron=ResumenPadron(sha256="ab" * 32, admitidas=3, rechazadas=2, cerrado=True),
        )
        with abrir() as trabajo:
            trabajo.proceso.abrir(PROCESO)
            assert trabajo.proceso.leer() == PROCESO
        with abrir() as trabajo:
            trabajo.proceso.guardar(con_padron)
        with abrir() as trabajo:
            assert trabajo.proceso.leer() == con_padron

    def test_no_hay_dos_procesos(self, abrir: AbrirTrabajo) -> None:
        """Keys and log belong to one process; another would mix them."""
        with abrir() as trabajo:
            trabajo.proceso.abrir(PROCESO)
        with abrir() as trabajo, pytest.raises(ProcesoYaAbierto):
            trabajo.proceso.abrir(replace(PROCESO, id="slp-otro"))
        with abrir() as trabajo, pytest.raises(ProcesoAusente):
            trabajo.proceso.guardar(replace(PROCESO, id="slp-otro"))

    def test_el_territorio_se_reemplaza_entero(self, abrir: AbrirTrabajo) -> None:
        """Nothing of an old catalogue may survive in the new one."""
        with abrir() as trabajo:
            assert trabajo.territorio.leer() == Territorio()
            trabajo.territorio.reemplazar(TERRITORIO)
        with abrir() as trabajo:
            assert trabajo.territorio.leer() == TERRITORIO
            trabajo.territorio.reemplazar(Territorio())
        with abrir() as trabajo:
            assert trabajo.territorio.leer() == Territorio()

    def test_las_planillas_vuelven_como_entraron(self, abrir: AbrirTrabajo) -> None:
        """A ruling depends on every field and on the order of the members."""
        with abrir() as trabajo:
            trabajo.planillas.agregar(SOLICITUD)
        with abrir() as trabajo:
            assert trabajo.planillas.leer("D001-P1") == SOLICITUD
            trabajo.planillas.guardar(PREVENIDA)
        with abrir() as trabajo:
            assert trabajo.planillas.leer("D001-P1") == PREVENIDA

    def test_las_claves_de_planilla_son_unicas(self, abrir: AbrirTrabajo) -> None:
        """Two slates under one key would share a place on the ballot."""
        with abrir() as trabajo:
            trabajo.planillas.agregar(SOLICITUD)
            with pytest.raises(PlanillaRepetida):
                trabajo.planillas.agregar(SOLICITUD)
        with abrir() as trabajo, pytest.raises(PlanillaDesconocida):
            trabajo.planillas.leer("D001-P2")
        with abrir() as trabajo, pytest.raises(PlanillaDesconocida):
            trabajo.planillas.guardar(replace(SOLICITUD, clave="D001-P2"))

    def test_las_planillas_se_listan_por_numero(self, abrir: AbrirTrabajo) -> None:
        """P10 comes after P2: the list is by registration, not by alphabet."""
        claves = ("D002-P1", "D001-P10", "D001-P2")
        with abrir() as trabajo:
            for clave in claves:
                planilla = replace(PLANILLA, demarcacion=clave[:4])
                trabajo.planillas.agregar(replace(SOLICITUD, clave=clave, planilla=planilla))
        with abrir() as trabajo:
            listadas = [s.clave for s in trabajo.planillas.listar()]
        assert listadas == ["D001-P2", "D001-P10", "D002-P1"]

    def test_los_emblemas_se_guardan_por_su_huella(self, abrir: AbrirTrabajo) -> None:
        """Slates of two demarcaciones may bring one picture: it is kept once, not refused."""
        sol, luna = b"\xff\xd8sol", b"\xff\xd8luna"
        with abrir() as trabajo:
            huellas = [trabajo.emblemas.guardar(emblema) for emblema in (sol, luna, sol)]
            assert huellas[0] == huellas[2] == sha256(sol).digest()
        with abrir() as trabajo:
            assert [trabajo.emblemas.leer(huella) for huella in huellas] == [sol, luna, sol]
            with pytest.raises(EmblemaDesconocido):
                trabajo.emblemas.leer(bytes(32))

    def test_el_padron_se_lee_por_mesa_y_numero(self, abrir: AbrirTrabajo) -> None:
        """A mesa gets its own slice and nobody else's, in the order of its list."""
        otra = replace(ELECTOR, clave_elector="ABCDEF80010124H100", numero=2)
        ajena = replace(ELECTOR, clave_elector="ABCDEF80010124H200", mesa="M10")
        with abrir() as trabajo:
            trabajo.padron.reemplazar(elector for elector in (ajena, otra, ELECTOR))
        with abrir() as trabajo:
            assert trabajo.padron.contar() == {"D001-M1": 2, "D001-M10": 1}
            assert trabajo.padron.de_mesa("D001-M1") == (ELECTOR, otra)
            assert trabajo.padron.de_mesa("D009-M1") == ()
            trabajo.padron.reemplazar((ajena,))
        with abrir() as trabajo:
            assert trabajo.padron.contar() == {"D001-M10": 1}

    def test_los_funcionarios_se_leen_por_mesa_y_numero(self, abrir: AbrirTrabajo) -> None:
        """f10 comes after f2, M10 after M2."""
        personas = [
            replace(FUNCIONARIO, mesa=mesa, clave=clave)
            for mesa in ("D001-M10", "D001-M2")
            for clave in ("f10", "f2")
        ]
        with abrir() as trabajo:
            trabajo.funcionarios.reemplazar(iter(personas))
        with abrir() as trabajo:
            assert trabajo.funcionarios.listar() == tuple(reversed(personas))
            assert [f.clave for f in trabajo.funcionarios.de_mesa("D001-M2")] == ["f2", "f10"]
            assert trabajo.funcionarios.de_mesa("D009-M1") == ()

    def test_estado_y_asientos_se_guardan_juntos(
        self, abrir: AbrirTrabajo, asentados: Callable[[], tuple[Asiento, ...]]
    ) -> None:
        """A state without its entry, or the reverse, is a log that lies."""
        with abrir() as trabajo:
            trabajo.proceso.abrir(PROCESO)
            trabajo.asentar(ABIERTO, HORA)
            trabajo.asentar(CERRADO, HORA)
            assert asentados() == ()
        assert asentados() == (ABIERTO, CERRADO)

    def test_un_fallo_no_deja_nada(
        self, abrir: AbrirTrabajo, asentados: Callable[[], tuple[Asiento, ...]]
    ) -> None:
        """Half an import is worse than none."""
        with abrir() as trabajo:
            trabajo.proceso.abrir(PROCESO)
            trabajo.asentar(ABIERTO, HORA)
        with pytest.raises(Interrumpido):
            _cambiar_todo_y_fallar(abrir)
        assert asentados() == (ABIERTO,)
        with abrir() as trabajo:
            assert trabajo.proceso.leer() == PROCESO
            assert trabajo.territorio.leer() == Territorio()
            assert trabajo.planillas.listar() == ()
            assert trabajo.padron.contar() == {}
            assert trabajo.funcionarios.listar() == ()


def _cambiar_todo_y_fallar(abrir: AbrirTrabajo) -> None:
    with abrir() as trabajo:
        trabajo.proceso.guardar(replace(PROCESO, etapa=EtapaProceso.REGISTRO))
        trabajo.territorio.reemplazar(TERRITORIO)
        trabajo.planillas.agregar(SOLICITUD)
        trabajo.padron.reemplazar((ELECTOR,))
        trabajo.funcionarios.reemplazar((FUNCIONARIO,))
        trabajo.asentar(CERRADO, HORA)
        raise Interrumpido
