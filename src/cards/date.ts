import { emptyFrame } from '../frame.ts';
import type { Draw } from './draw.ts';
import { drawGaps } from './impacts.ts';

/** When each territory was labelled, and when the label was handed over on site. */
export const drawDate: Draw<'date'> = ({ territories, gaps }, sheet) => {
  const { tr } = sheet;
  const { t } = tr;
  const [only] = territories;
  const title = t('date.title');
  sheet.title(only && territories.length === 1 ? t('title.about', { what: title, name: only.name }) : title);
  sheet.items(
    territories.map((territory) => {
      sheet.cite(territory.labelSources);
      const line = t('date.one', {
        name: territory.name,
        on: tr.on(territory.labelledOn),
        wave: t(`wave.${territory.wave}`),
      });
      if (territory.handedOver === null) return line;
      sheet.cite(territory.handedOver.sources);
      return `${line} ${t('date.handed', { on: tr.on(territory.handedOver.on) })}`;
    }),
  );
  drawGaps(gaps, sheet);
  const all = { ...emptyFrame('sources'), waves: [...new Set(territories.map((one) => one.wave))] };
  sheet.allSources(only && territories.length === 1 ? { ...all, waves: [], territories: [only.id] } : all);
};
