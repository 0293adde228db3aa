"""From a closed roll to a sealed definition: order, keys, pases, cards, seal and dotaciones."""
