import { describe, expect, it } from 'vitest';
import { DAMAGES } from '../../bench/damage.ts';
import { createRandom } from '../../bench/random.ts';

function damage(id: string, name: string): string {
  return DAMAGES.find((one) => one.id === id)?.name?.(name, createRandom(7)) ?? '';
}

function rewrite(id: string, question: string): string {
  return DAMAGES.find((one) => one.id === id)?.question?.(question) ?? '';
}

describe('damaged names', () => {
  it('come in twelve ways', () => {
    expect(new Set(DAMAGES.map(({ id }) => id)).size).toBe(12);
  });

  it('are the same at each run', () => {
    for (const { name } of DAMAGES) {
      expect(name?.('Clermont-Ferrand', createRandom(3))).toBe(name?.('Clermont-Ferrand', createRandom(3)));
    }
  });

  it.each([
    ['doubled letter', 1],
    ['dropped letter', -1],
    ['swapped letters', 0],
    ['AZERTY neighbour', 0],
  ])('with one slip of a finger (%s) keep their length but for %i', (id, change) => {
    const damaged = damage(id, 'Roubaix');
    expect(damaged).not.toBe('Roubaix');
    expect(damaged).toHaveLength('Roubaix'.length + change);
  });

  it('are written as they are heard', () => {
    expect(damage('phonetic', 'Nouvelle-Aquitaine')).toBe('nouvel-akitèn');
    expect(damage('phonetic', 'Chaire de Caux')).toBe('chèr de ko');
    expect(damage('phonetic', 'Vallée de la Marne')).toBe('valé de la marn');
  });

  it('take an s, or lose the one they have', () => {
    expect(damage('plural', 'Pays de Grasse')).toBe('Pays de Grasses');
    expect(damage('plural', 'Nantes')).toBe('Nante');
    expect(damage('plural', 'Occitanie Est')).toBe('Occitanies Est');
  });

  it('lose their spaces and hyphens, or get a hyphen when they have none', () => {
    expect(damage('no spaces or extra hyphen', 'Le Mans – Sarthe')).toBe('LeMansSarthe');
    expect(damage('no spaces or extra hyphen', 'Mayotte')).toBe('May-otte');
  });
});

describe('damaged questions', () => {
  it('lose accents and apostrophes', () => {
    expect(rewrite('no accents', 'Les défis de Chambéry')).toBe('Les defis de Chambery');
    expect(rewrite('no apostrophes', 'Qui peut m’aider ?')).toBe('Qui peut maider ?');
  });

  it('are typed on a phone in a hurry', () => {
    expect(rewrite('SMS', 'Qui peut m’aider en Bretagne ?')).toBe('ki peut maider en bretagne svp');
  });

  it('are wrapped in politeness', () => {
    expect(rewrite('politeness around', 'Qui contacter ?')).toMatch(/^Bonjour, .*Qui contacter, .*merci/);
  });
});
