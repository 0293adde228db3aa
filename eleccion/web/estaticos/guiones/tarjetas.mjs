// A scanner ends each code with Enter. Where something else of the form is still to be typed, that
// leads there: to the NIP of the card, or to the card after a pase.

document.addEventListener("keydown", (suceso) => {
  const campo = suceso.target;
  if (suceso.key !== "Enter" || !(campo instanceof HTMLInputElement)) return;
  const sigue = campo.name.startsWith("tarjeta_") ? campo.name.replace("tarjeta", "nip") : campo.dataset.sigue;
  const destino = sigue && campo.form?.elements.namedItem(sigue);
  if (!(destino instanceof HTMLInputElement) || destino.value) return;
  suceso.preventDefault();
  destino.focus();
});
