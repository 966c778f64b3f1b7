package exchange.readside;

import akka.projection.HandlerRecoveryStrategy;
import akka.projection.ProjectionId;
import akka.projection.StatusObserver;

import exchange.ops.ProjectionMeters;

/** Tells the metrics how one projection is doing. */
final class ProjectionStatus extends StatusObserver<Stretch> {
    private final ProjectionMeters meters;

    ProjectionStatus(ProjectionMeters meters) {
        this.meters = meters;
    }

    @Override
    public void started(ProjectionId projection) {}

    @Override
    public void failed(ProjectionId projection, Throwable cause) {
        meters.failed();
    }

    @Override
    public void stopped(ProjectionId projection) {}

    @Override
    public void beforeProcess(ProjectionId projection, Stretch stretch) {}

    @Override
    public void afterProcess(ProjectionId projection, Stretch stretch) {}

    /** Called after the commit. */
    @Override
    public void offsetProgress(ProjectionId projection, Stretch stretch) {
        meters.took(stretch.last(), stretch.time());
    }

    @Override
    public void error(
            ProjectionId projection,
            Stretch stretch,
            Throwable cause,
            HandlerRecoveryStrategy strategy) {}
}
