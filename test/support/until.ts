import type { Enrollment, EnrollmentPlace, EnrollmentView } from '../../src/main/enrollment/index.ts';

/** Settles when the view is as wanted. @returns false when the enrollment has ended instead */
export const until = (enrollment: Enrollment, wanted: (view: EnrollmentView) => boolean): Promise<boolean> =>
  new Promise((resolve) => {
    const look = (view: EnrollmentView): boolean => {
      const fits = wanted(view);
      if (fits || view.endedAt !== null) resolve(fits);
      return fits || view.endedAt !== null;
    };
    if (look(enrollment.view())) return;
    const forget = enrollment.listen((view) => {
      if (look(view)) forget();
    });
  });

/** Settles when the enrollment stands at the place. @returns false when it has ended instead */
export const reached = (enrollment: Enrollment, place: EnrollmentPlace): Promise<boolean> =>
  until(enrollment, ({ at }) => at === place);
