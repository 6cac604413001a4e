import { BigButton } from '../components/big-button.tsx';
import { Scroll } from '../components/scroll.tsx';
import type { ConsoleViewOf, ReviewRow } from '../../shared/index.ts';
import { useText } from '../text/index.ts';

const outcomes = ['in-order', 'followed-up'] as const;

const Privileged = ({
  enrollment,
  objection,
}: { readonly enrollment: string } & Pick<ReviewRow, 'objection'>) => {
  const { t } = useText();
  return (
    <div className="console-choices">
      <BigButton intent="console.record" request={{ enrollment }} icon="document">
        {t('reviews.record')}
      </BigButton>
      {objection === null
        ? outcomes.map((outcome) => (
            <BigButton key={outcome} intent="console.review" request={{ enrollment, outcome }}>
              {t(`review-outcome.${outcome}`)}
            </BigButton>
          ))
        : null}
    </div>
  );
};

const Review = ({ review }: { readonly review: ReviewRow }) => {
  const { t, dateTime } = useText();
  const { kind, since, enrollment, recordNumber, objection } = review;
  return (
    <li className="console-card console-due">
      <h2>
        {t(`review.${kind}`)}
        {recordNumber === null ? '' : ` ${recordNumber}`}
      </h2>
      <p className="soft">
        {since === null ? t('reviews.never') : t('reviews.since', { at: dateTime(since) })}
      </p>
      <p>{objection === null ? t(`review-about.${kind}`) : t('alerts.takes-part')}</p>
      {enrollment === null ? null : <Privileged enrollment={enrollment} objection={objection} />}
    </li>
  );
};

/** What somebody has to look at by now. */
export const ReviewsView = ({ view }: { readonly view: ConsoleViewOf<'reviews'> }) => {
  const { t } = useText();
  if (view.due.length === 0) return <p className="lead">{t('reviews.none')}</p>;
  return (
    <Scroll name={t('console-tab.reviews')}>
      <ul className="console-list">
        {view.due.map((review) => (
          <Review key={`${review.kind} ${review.enrollment ?? ''}`} review={review} />
        ))}
      </ul>
    </Scroll>
  );
};
